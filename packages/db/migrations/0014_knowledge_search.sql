-- Words of the tenant that are written like the given one. Without pg_trgm there are none.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')
    AND EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gin') THEN
    CREATE INDEX knowledge_words_alike_idx ON knowledge_words USING gin (tenant_id, word gin_trgm_ops);
    CREATE FUNCTION knowledge_words_alike(own text, asked text)
      RETURNS TABLE (word text, chunks integer, likeness float8)
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $body$
        SELECT word, chunks, similarity(word, asked)::float8
        FROM knowledge_words
        WHERE tenant_id = own AND word % asked AND similarity(word, asked) >= 0.36
        ORDER BY 3 DESC, word LIMIT 4
      $body$;
  ELSE
    CREATE FUNCTION knowledge_words_alike(own text, asked text)
      RETURNS TABLE (word text, chunks integer, likeness float8)
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $body$
        SELECT NULL::text, NULL::integer, NULL::float8 WHERE false
      $body$;
  END IF;
END
$$;--> statement-breakpoint

CREATE FUNCTION knowledge_lexeme(word text, weights text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT SET search_path = pg_catalog AS $$
  SELECT '''' || replace(replace(word, '\', '\\'), '''', '''''') || '''' || weights
$$;--> statement-breakpoint

-- See docs/adr/0007. Under row-level security "@@" and "%" may not use an index, so this runs as parley_search, which
-- sees every tenant's chunks: each look into a table is bound to the tenant of the transaction.
CREATE FUNCTION search_knowledge_chunks(query text, joined text, hints text, wanted integer)
RETURNS TABLE (item_id text, part integer, title text, body text, score float8)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
SET plan_cache_mode = force_custom_plan
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
    FROM variants GROUP BY term ORDER BY 1 LIMIT 5
  )
  SELECT array_agg(term), array_agg(knowledge_lexeme(word, '')::tsquery),
    array_agg(knowledge_lexeme(word, ':A')::tsquery), array_agg(weight * ln(1 + total / chunks)),
    string_agg(knowledge_lexeme(word, ''), '|') FILTER (WHERE before < 600)::tsquery,
    (SELECT string_agg('(' || a.one || '&' || b.one || ')', '|') FROM rarest_terms AS a
      JOIN rarest_terms AS b ON a.n < b.n)::tsquery
  INTO terms, found, found_high, gains, any_word, two_words
  FROM by_rarity;
  IF terms IS NULL THEN RETURN; END IF;

  RETURN QUERY
  WITH candidates AS (
    (SELECT c.item_id, c.part FROM knowledge_chunks AS c
      WHERE c.tenant_id = own AND c.search_vector @@ any_word LIMIT 600)
    UNION
    (SELECT c.item_id, c.part FROM knowledge_chunks AS c
      WHERE c.tenant_id = own AND c.search_vector @@ two_words LIMIT 300)
  ), best AS (
    SELECT item_id, part, sum(gain) / (1 + 0.12 * ln(1 + size / 20.0)) AS score
    FROM (
      SELECT c.item_id, c.part, max(length(c.search_vector)) AS size, max(v.gain *
        CASE WHEN c.search_vector @@ v.high THEN 1.0 ELSE 0.4 END) AS gain
      FROM candidates JOIN knowledge_chunks AS c USING (item_id, part)
      JOIN unnest(terms, found, found_high, gains) AS v(term, word, high, gain) ON c.search_vector @@ v.word
      WHERE c.tenant_id = own
      GROUP BY c.item_id, c.part, v.term
    ) AS per_term
    GROUP BY item_id, part, size
    ORDER BY 3 DESC, item_id, part LIMIT wanted
  )
  SELECT c.item_id, c.part, c.title, c.text, best.score::float8
  FROM best JOIN knowledge_chunks AS c USING (item_id, part)
  WHERE c.tenant_id = own
  ORDER BY best.score DESC, c.title, c.item_id, c.part;
END
$$;--> statement-breakpoint

REVOKE ALL ON FUNCTION knowledge_words_alike(text, text), search_knowledge_chunks(text, text, text, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION search_knowledge_chunks(text, text, text, integer) TO parley_app;--> statement-breakpoint

-- A new owner of a function must be allowed to create where it is, for that moment.
GRANT CREATE ON SCHEMA public TO parley_search;--> statement-breakpoint
ALTER FUNCTION knowledge_words_alike(text, text) OWNER TO parley_search;--> statement-breakpoint
ALTER FUNCTION search_knowledge_chunks(text, text, text, integer) OWNER TO parley_search;--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM parley_search;
