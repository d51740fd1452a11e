ALTER TABLE session_analyses FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON session_analyses TO parley_app;--> statement-breakpoint
-- Which are due.
GRANT SELECT (tenant_id, session_id, version, state, next_attempt_at) ON session_analyses TO parley_system;
