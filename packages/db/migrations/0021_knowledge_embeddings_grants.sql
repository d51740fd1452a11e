ALTER TABLE knowledge_embeddings FORCE ROW LEVEL SECURITY;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge_embeddings TO parley_app;--> statement-breakpoint
-- pgvector is trusted: the database's owner may create it. Where a server has it not, search goes by words alone.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS vector WITH SCHEMA public;
EXCEPTION WHEN OTHERS THEN
  RAISE NOTICE 'The extension vector is not available (%): knowledge is searched by words alone.', SQLERRM;
END
$$;
