-- A search reads all that an index still has pending, word by word, which after many writes took longer than the search
-- itself. Written at once, a passage costs its writer a little more.
ALTER INDEX knowledge_chunks_search_idx SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX knowledge_chunks_titles_idx SET (fastupdate = off);--> statement-breakpoint
ALTER INDEX IF EXISTS knowledge_words_alike_idx SET (fastupdate = off);--> statement-breakpoint
SELECT gin_clean_pending_list(oid) FROM pg_class
WHERE oid IN (to_regclass('knowledge_chunks_search_idx'), to_regclass('knowledge_chunks_titles_idx'), to_regclass('knowledge_words_alike_idx'));
