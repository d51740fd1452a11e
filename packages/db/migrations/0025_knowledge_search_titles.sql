-- As before, in less time, see docs/adr/0007. Passages with two of the rarest words are looked for among titles and
-- keywords, where a word is in fewer, and among texts while the words are rare enough. Fewer are ranked, each by one
-- expression: there is nothing to sort or to group.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gin') THEN
    CREATE INDEX knowledge_chunks_titles_idx ON knowledge_chunks
      USING gin (tenant_id, ts_filter(search_vector, '{a}'));
  ELSE
    CREATE INDEX knowledge_chunks_titles_idx ON knowledge_chunks USING gin (ts_filter(search_vector, '{a}'));
  END IF;
END
$$;--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO parley_search;--> statement-breakpoint
-- Only its owner may replace a function.
SET ROLE parley_search;--> statement-breakpoint
CREATE OR REPLACE FUNCTION search_knowledge_chunks(query text, joined text, hints text, wanted integer)
RETURNS TABLE (item_id text, part integer, title text, body text, score float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
#variable_conflict use_column
DECLARE
  own constant text := current_setting('app.tenant_id', true);
  total float8;
  terms text[];
  found tsquery[];
  found_high tsquery[];
  gains float8[];
  any_word tsquery;
  in_text tsquery;
  in_titles tsquery;
  gain text;
BEGIN
  SELECT chunks INTO total FROM knowledge_words WHERE tenant_id = own AND word = '';
  IF total IS NULL OR total <= 0 THEN RETURN; END IF;

  WITH asked AS (
    SELECT lexeme COLLATE "C" AS term, max(weight) AS weight, bool_or(guess) AS guess
    FROM (
      SELECT lexeme, 1.0 AS weight, true AS guess FROM unnest(to_tsvector('english', query))
      UNION ALL SELECT lexeme, 0.9, false FROM unnest(to_tsvector('english', joined))
      UNION ALL SELECT lexeme, 0.15, false FROM unnest(to_tsvector('english', hints))
    ) AS words
    WHERE length(lexeme) BETWEEN 1 AND 60
    GROUP BY lexeme ORDER BY 2 DESC, 1 LIMIT 60
  ), known AS (
    SELECT term, word, chunks, weight FROM asked JOIN knowledge_words ON tenant_id = own AND word = term
    WHERE chunks > 0
  ), longer AS (
    SELECT term, w.word, w.chunks, weight * 0.6 FROM asked CROSS JOIN LATERAL (
      SELECT word, chunks FROM knowledge_words
      WHERE tenant_id = own AND word > term AND word < term || chr(65535)
        AND chunks > 0 AND length(word) <= length(term) + 5
      ORDER BY chunks DESC, word LIMIT 5
    ) AS w
    WHERE guess AND length(term) >= 4
  ), alike AS (
    SELECT term, w.word, w.chunks, weight * w.likeness * 0.9
    FROM asked CROSS JOIN LATERAL knowledge_words_alike(own, term) AS w
    WHERE guess AND length(term) >= 4 AND w.chunks > 0 AND NOT EXISTS (SELECT FROM known WHERE known.term = asked.term)
  ), variants AS (
    SELECT term, word, max(chunks) AS chunks, max(weight) AS weight
    FROM (TABLE known UNION ALL TABLE longer UNION ALL TABLE alike) AS every GROUP BY term, word
  ), by_rarity AS (
    SELECT *, sum(chunks) OVER (ORDER BY chunks, word, term) - chunks AS before FROM variants
  ), rarest_terms AS (
    SELECT term, sum(chunks) AS chunks, '(' || string_agg(knowledge_lexeme(word, ''), '|') || ')' AS one
    FROM variants GROUP BY term ORDER BY 2, 1 LIMIT 3
  ), pairs AS (
    SELECT '(' || a.one || '&' || b.one || ')' AS pair,
      sum(a.chunks + b.chunks) OVER (ORDER BY a.chunks + b.chunks, a.term, b.term) AS upto
    FROM rarest_terms AS a JOIN rarest_terms AS b ON (a.chunks, a.term) < (b.chunks, b.term)
  )
  SELECT array_agg(term), array_agg(knowledge_lexeme(word, '')::tsquery),
    array_agg(knowledge_lexeme(word, ':A')::tsquery), array_agg(weight * ln(1 + total / chunks)),
    string_agg(knowledge_lexeme(word, ''), '|') FILTER (WHERE before < 400)::tsquery,
    (SELECT string_agg(pair, '|') FROM pairs WHERE upto <= 4000)::tsquery,
    (SELECT string_agg(pair, '|') FROM pairs WHERE upto <= 40000)::tsquery
  INTO terms, found, found_high, gains, any_word, in_text, in_titles
  FROM by_rarity;
  IF terms IS NULL THEN RETURN; END IF;

  -- Only numbers go into the text of the statement: which element of an array.
  SELECT string_agg(best, ' + ') INTO gain FROM (
    SELECT 'greatest(' || string_agg(format(
      'CASE WHEN NOT c.search_vector @@ $5[%1$s] THEN 0::float8 WHEN c.search_vector @@ $6[%1$s] THEN $7[%1$s] ELSE 0.4 * $7[%1$s] END',
      n), ', ') || ')' AS best
    FROM unnest(terms) WITH ORDINALITY AS v(term, n) GROUP BY term
  ) AS per_term;

  -- Planned anew each time: which words are looked for decides how.
  -- A passage may be a candidate three times, so three times as many are kept before they are told apart.
  RETURN QUERY EXECUTE $query$
  WITH candidates AS (
    (SELECT c.item_id, c.part, c.search_vector FROM knowledge_chunks AS c
      WHERE c.tenant_id = $1 AND c.search_vector @@ $2 LIMIT 150)
    UNION ALL
    (SELECT c.item_id, c.part, c.search_vector FROM knowledge_chunks AS c
      WHERE c.tenant_id = $1 AND c.search_vector @@ $3 LIMIT 100)
    UNION ALL
    (SELECT c.item_id, c.part, c.search_vector FROM knowledge_chunks AS c
      WHERE c.tenant_id = $1 AND ts_filter(c.search_vector, '{a}') @@ $4 LIMIT 100)
  ), best AS (
    SELECT DISTINCT * FROM (
      SELECT c.item_id, c.part, ($query$ || gain || $query$)
        / (1 + 0.12 * ln(1 + length(c.search_vector) / 20.0::float8)) AS score
      FROM candidates AS c
      ORDER BY 3 DESC, 1, 2 LIMIT 3 * $8
    ) AS every ORDER BY 3 DESC, 1, 2 LIMIT $8
  )
  SELECT c.item_id, c.part, c.title, c.text, best.score
  FROM best JOIN knowledge_chunks AS c USING (item_id, part)
  WHERE c.tenant_id = $1
  ORDER BY best.score DESC, c.title, c.item_id, c.part
  $query$ USING own, any_word, in_text, in_titles, found, found_high, gains, wanted;
END
$$;--> statement-breakpoint
RESET ROLE;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM parley_search;
