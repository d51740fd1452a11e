-- What there was had a title, a text and keywords: a question with its answer. The owner has to see every tenant's rows.
ALTER TABLE knowledge_items NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_chunks NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_words NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
INSERT INTO knowledge_chunks (tenant_id, item_id, part, title, text, keywords)
  SELECT tenant_id, id, 0, title, text, keywords FROM knowledge_items;--> statement-breakpoint
INSERT INTO knowledge_words (tenant_id, word, chunks)
  SELECT tenant_id, lexeme, count(*) FROM knowledge_chunks, unnest(search_vector) GROUP BY tenant_id, lexeme
  UNION ALL SELECT tenant_id, '', count(*) FROM knowledge_chunks GROUP BY tenant_id;--> statement-breakpoint
UPDATE knowledge_items SET category = 'faqs', reviewed_at = updated_at, data = jsonb_strip_nulls(jsonb_build_object(
  'question', title, 'answer', text,
  'keywords', CASE WHEN keywords <> '' THEN to_jsonb(regexp_split_to_array(keywords, '\s*,\s*')) END));--> statement-breakpoint
ALTER TABLE knowledge_items FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_chunks FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE knowledge_words FORCE ROW LEVEL SECURITY;
