ALTER TABLE tenant_secrets FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE webhook_endpoints FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON tenant_secrets, webhook_endpoints, webhook_deliveries TO parley_app;--> statement-breakpoint

GRANT SELECT (id, tenant_id, published_at) ON outbox TO parley_system;--> statement-breakpoint
GRANT SELECT (tenant_id, endpoint_id, message_id, state, next_attempt_at) ON webhook_deliveries TO parley_system;
