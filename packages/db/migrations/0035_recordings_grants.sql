ALTER TABLE recordings FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON recordings TO parley_app;--> statement-breakpoint
-- Whose recordings are to be deleted.
GRANT SELECT (id, tenant_id, expires_at) ON recordings TO parley_system;
