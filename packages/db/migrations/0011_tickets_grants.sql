ALTER TABLE ticket_comments FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE ticket_counters FORCE ROW LEVEL SECURITY;--> statement-breakpoint

-- Comments are never rewritten.
GRANT SELECT, INSERT ON ticket_comments TO parley_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON ticket_counters TO parley_app;--> statement-breakpoint

-- Only the column goes when a membership ends, which the schema's own references cannot say.
ALTER TABLE tickets ADD CONSTRAINT tickets_assignee_fk FOREIGN KEY (tenant_id, assignee_id)
  REFERENCES memberships (tenant_id, user_id) ON DELETE SET NULL (assignee_id);
