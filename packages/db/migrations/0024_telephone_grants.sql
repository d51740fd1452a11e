ALTER TABLE sip_trunks FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE phone_numbers FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE calls FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sip_trunks, phone_numbers, calls TO parley_app;--> statement-breakpoint
-- Which calls are due, and which were under way when Parley stopped.
GRANT SELECT (id, tenant_id, state, scheduled_at) ON calls TO parley_system;
