ALTER TABLE knowledge_item_versions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_categories FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_category_versions FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_chunks FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_words FORCE ROW LEVEL SECURITY;--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON knowledge_categories, knowledge_chunks, knowledge_words TO parley_app;--> statement-breakpoint
-- What was is never rewritten.
GRANT SELECT, INSERT ON knowledge_item_versions, knowledge_category_versions TO parley_app;--> statement-breakpoint

GRANT USAGE ON SCHEMA public TO parley_search;--> statement-breakpoint
GRANT SELECT ON knowledge_chunks, knowledge_words TO parley_search;--> statement-breakpoint

-- Within a tenant a word leads to its chunks; without btree_gin the tenant is a filter.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gin') THEN
    CREATE INDEX knowledge_chunks_search_idx ON knowledge_chunks USING gin (tenant_id, search_vector);
  ELSE
    CREATE INDEX knowledge_chunks_search_idx ON knowledge_chunks USING gin (search_vector);
  END IF;
END
$$;
