-- As before, in less time, see docs/adr/0007. Candidates bring their words along for ranking, which before joined them
-- with every passage of each word. Pairs are made of the three rarest words, not of five.
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
  two_words tsquery;
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
    SELECT row_number() OVER (ORDER BY sum(chunks), term) AS n,
      '(' || string_agg(knowledge_lexeme(word, ''), '|') || ')' AS one
    FROM variants GROUP BY term ORDER BY 1 LIMIT 3
  )
  SELECT array_agg(term), array_agg(knowledge_lexeme(word, '')::tsquery),
    array_agg(knowledge_lexeme(word, ':A')::tsquery), array_agg(weight * ln(1 + total / chunks)),
    string_agg(knowledge_lexeme(word, ''), '|') FILTER (WHERE before < 600)::tsquery,
    (SELECT string_agg('(' || a.one || '&' || b.one || ')', '|') FROM rarest_terms AS a
      JOIN rarest_terms AS b ON a.n < b.n)::tsquery
  INTO terms, found, found_high, gains, any_word, two_words
  FROM by_rarity;
  IF terms IS NULL THEN RETURN; END IF;

  -- Planned anew each time: which words are looked for decides how. The words above are always looked up alike.
  RETURN QUERY EXECUTE $query$
  WITH candidates AS MATERIALIZED (
    (SELECT c.item_id, c.part, c.search_vector FROM knowledge_chunks AS c
      WHERE c.tenant_id = $1 AND c.search_vector @@ $2 LIMIT 400)
    UNION ALL
    (SELECT c.item_id, c.part, c.search_vector FROM knowledge_chunks AS c
      WHERE c.tenant_id = $1 AND c.search_vector @@ $3 LIMIT 200)
  ), best AS (
    SELECT item_id, part, sum(gain) / (1 + 0.12 * ln(1 + size / 20.0::float8)) AS score
    FROM (
      SELECT c.item_id, c.part, max(length(c.search_vector)) AS size, max(v.gain *
        CASE WHEN c.search_vector @@ v.high THEN 1.0 ELSE 0.4 END) AS gain
      FROM candidates AS c
      JOIN unnest($4, $5, $6, $7) AS v(term, word, high, gain) ON c.search_vector @@ v.word
      GROUP BY c.item_id, c.part, v.term
    ) AS per_term
    GROUP BY item_id, part, size
    ORDER BY 3 DESC, item_id, part LIMIT $8
  )
  SELECT c.item_id, c.part, c.title, c.text, best.score::float8
  FROM best JOIN knowledge_chunks AS c USING (item_id, part)
  WHERE c.tenant_id = $1
  ORDER BY best.score DESC, c.title, c.item_id, c.part
  $query$ USING own, any_word, two_words, terms, found, found_high, gains, wanted;
END
$$;--> statement-breakpoint
RESET ROLE;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM parley_search;
