import { type KnowledgeHit, searchKnowledgeBodySchema } from '@parley/contracts';
import { type TenantTx, withTenant } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableText } from '../storable.ts';

interface SearchKnowledge {
  ctx: ServiceContext;
  input: { query: string; limit?: number };
}

/**
 * The tenant's knowledge that best fits a question in the caller's own words, best first; may be empty.
 * Any word may match, and a rare one counts for more, since people say more words than matter.
 * When no whole word matches, beginnings of words do.
 */
export async function searchKnowledge({ ctx, input }: SearchKnowledge): Promise<KnowledgeHit[]> {
  const { query, limit } = parseInput(searchKnowledgeBodySchema, input);
  const words = storableText(query);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const hits = await rank(tx, words, limit, 'words');
    return hits.length > 0 ? hits : rank(tx, words, limit, 'beginnings');
  });
}

async function rank(tx: TenantTx, words: string, limit: number, match: 'words' | 'beginnings') {
  const beginnings = match === 'beginnings';
  const suffix = beginnings ? ':*' : '';
  const { rows } = await tx.execute<KnowledgeHit & Record<string, unknown>>(sql`
    with terms as (
      select lexeme from unnest(to_tsvector('english', ${words}))
      where ${!beginnings}::boolean or length(lexeme) >= 3
    ), any_term as (
      select string_agg('''' || regexp_replace(lexeme, '([''\\\\])', '\\\\\\1', 'g') || '''' || ${suffix}::text, ' | ')::tsquery as query
      from terms
    ), candidates as (
      select id, title, text, search_vector
      from knowledge_items, any_term
      where search_vector @@ any_term.query
    ), matches as (
      select candidates.id, terms.lexeme,
        max(case when 'A' = any(found.weights) then 1.0 else 0.4 end) as weight
      from candidates, unnest(candidates.search_vector) as found(lexeme, positions, weights)
      join terms on case when ${beginnings}::boolean
        then starts_with(found.lexeme, terms.lexeme) else found.lexeme = terms.lexeme end
      group by candidates.id, terms.lexeme
    ), rarity as (
      select lexeme, ln(1 + (select count(*) from knowledge_items)::float8 / count(*)) as idf
      from matches group by lexeme
    )
    select id as item_id, title, text, sum(weight * idf)::float8 as score
    from matches join rarity using (lexeme) join candidates using (id)
    group by id, title, text
    order by score desc, title
    limit ${limit}
  `);
  return rows;
}
