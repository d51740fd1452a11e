-- Owns what tells of all tenants before a dial, and keeps the platform's do-not-call list. Like the others it belongs
-- to the whole server; see 0000_roles.
DO $$
BEGIN
  BEGIN
    SET LOCAL ROLE parley_gate;
    RESET ROLE;
  EXCEPTION WHEN insufficient_privilege THEN
    EXECUTE format('GRANT parley_gate TO %I WITH INHERIT FALSE, SET TRUE', session_user);
  END;
END
$$;--> statement-breakpoint
ALTER TABLE dial_policies FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE do_not_call FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE global_do_not_call FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE consents FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE dials FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON dial_policies, do_not_call, consents TO parley_app;--> statement-breakpoint
-- Why something was dialled stays; what it cost is known later.
GRANT SELECT, INSERT, UPDATE ON dials TO parley_app;--> statement-breakpoint
GRANT SELECT (next_attempt_at) ON calls TO parley_system;--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO parley_gate;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON global_do_not_call TO parley_gate;--> statement-breakpoint
GRANT SELECT (state) ON calls TO parley_gate;--> statement-breakpoint
GRANT SELECT (allowed, decided_at) ON dials TO parley_gate;--> statement-breakpoint

-- The platform's entry of one number: a tenant learns of the number that it asks about, and never sees the list.
CREATE FUNCTION global_do_not_call_entry(asked text) RETURNS TABLE (expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.expires_at FROM global_do_not_call AS g WHERE g.number = asked
$$;--> statement-breakpoint

-- How much all tenants have under way together: calls that hold a line, and dials since a moment.
CREATE FUNCTION platform_dialing(since timestamptz) RETURNS TABLE (live integer, dials integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT
    (SELECT count(*) FROM calls WHERE state IN ('dialing', 'ringing', 'active'))::integer,
    (SELECT count(*) FROM dials AS d WHERE d.allowed AND d.decided_at > since)::integer
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION global_do_not_call_entry(text), platform_dialing(timestamptz) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION global_do_not_call_entry(text), platform_dialing(timestamptz) TO parley_app;--> statement-breakpoint

-- A new owner of a function must be allowed to create where it is, for that moment.
GRANT CREATE ON SCHEMA public TO parley_gate;--> statement-breakpoint
ALTER FUNCTION global_do_not_call_entry(text) OWNER TO parley_gate;--> statement-breakpoint
ALTER FUNCTION platform_dialing(timestamptz) OWNER TO parley_gate;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM parley_gate;
