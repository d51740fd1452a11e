import { type KnowledgeHit, searchKnowledgeBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { sql } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableText } from '../storable.ts';
import { type FoundChunk, nameSources } from './name-sources.ts';
import { spokenQuery } from './spoken-query.ts';

interface SearchKnowledge {
  ctx: ServiceContext;
  input: { query: string; limit?: number };
}

/**
 * The tenant's knowledge that best fits a question in the caller's own words, best first; may be empty.
 * Any word may match, and a rare one counts for more, since people say more words than matter. A word that the tenant's
 * knowledge has not stands for those that are written like it. See docs/adr/0007.
 */
export async function searchKnowledge({ ctx, input }: SearchKnowledge): Promise<KnowledgeHit[]> {
  if (ctx.actor.type !== 'worker') requireScope(ctx, 'knowledge:read');
  const { query: text, limit } = parseInput(searchKnowledgeBodySchema, input);
  const { query, joined, hints } = spokenQuery(storableText(text));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { rows } = await tx.execute<FoundChunk>(sql`
      select item_id, part, title, body as text, score
      from search_knowledge_chunks(${query}, ${joined}, ${hints}, ${limit})
    `);
    return nameSources(tx, rows);
  });
}
