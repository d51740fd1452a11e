-- FORCE: the policies bind the tables' owner too.
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE users FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE memberships FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE agents FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE agent_versions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_items FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE sessions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE session_events FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE tickets FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;--> statement-breakpoint

GRANT USAGE ON SCHEMA public TO parley_app, parley_system, parley_identity;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON
  tenants, memberships, api_keys, agents, knowledge_items, sessions, tickets, outbox
TO parley_app;--> statement-breakpoint
-- What was said and what was configured is never rewritten.
GRANT SELECT, INSERT, DELETE ON agent_versions, session_events TO parley_app;--> statement-breakpoint
GRANT SELECT (id, email, created_at) ON users TO parley_app;--> statement-breakpoint

GRANT SELECT (id, tenant_id, state) ON sessions TO parley_system;--> statement-breakpoint
GRANT SELECT (id) ON tenants TO parley_system;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE ON users TO parley_identity;--> statement-breakpoint
GRANT SELECT ON memberships TO parley_identity;--> statement-breakpoint
GRANT SELECT (id, name) ON tenants TO parley_identity;
