ALTER TABLE invitations FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE refresh_tokens FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE password_resets FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE audit_heads FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations, refresh_tokens, idempotency_keys TO parley_app;--> statement-breakpoint
-- What is in the log stays in the log.
GRANT SELECT, INSERT ON audit_entries TO parley_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON audit_heads TO parley_app;--> statement-breakpoint
GRANT SELECT (name) ON users TO parley_app;--> statement-breakpoint

GRANT SELECT (status) ON tenants TO parley_system, parley_identity;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_tokens, password_resets TO parley_identity;
