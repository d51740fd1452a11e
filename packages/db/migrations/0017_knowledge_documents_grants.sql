ALTER TABLE knowledge_documents FORCE ROW LEVEL SECURITY;--> statement-breakpoint
-- A document is read once: it comes and goes, and is never changed.
GRANT SELECT, INSERT, DELETE ON knowledge_documents TO parley_app;
