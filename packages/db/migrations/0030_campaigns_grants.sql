ALTER TABLE campaigns FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE campaign_contacts FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON campaigns, campaign_contacts TO parley_app;--> statement-breakpoint
-- Whose campaigns are running.
GRANT SELECT (id, tenant_id, state) ON campaigns TO parley_system;
