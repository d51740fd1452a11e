import { type KnowledgeHit, searchKnowledgeBodySchema } from '@parley/contracts';
import { readAsTenant, withTenant } from '@parley/db';
import { sql } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import type { Embedder } from '../ports/embedder.ts';
import { storableText } from '../storable.ts';
import { findAlike } from './embeddings/find-alike.ts';
import { fuseRanks } from './embeddings/fuse-ranks.ts';
import { type FoundChunk, nameSources } from './name-sources.ts';
import { spokenQuery } from './spoken-query.ts';

interface SearchKnowledge {
  ctx: ServiceContext;
  /** Finds what means alike in other words; left out, or while it fails, the words alone count. */
  embedder?: Embedder | undefined;
  input: { query: string; limit?: number };
}

/**
 * The tenant's knowledge that best fits a question in the caller's own words, best first; may be empty.
 * Any word may match, and a rare one counts for more, since people say more words than matter. A word that the tenant's
 * knowledge has not stands for those that are written like it. With embeddings, what means alike is found too, and the
 * two rankings are fused. See docs/adr/0007.
 */
export async function searchKnowledge({ ctx, embedder, input }: SearchKnowledge): Promise<KnowledgeHit[]> {
  if (ctx.actor.type !== 'worker') requireScope(ctx, 'knowledge:read');
  const { query: text, limit } = parseInput(searchKnowledgeBodySchema, input);
  const { query, joined, hints } = spokenQuery(storableText(text));
  const alike = embedder ? await findByMeaning(ctx, embedder, storableText(text)) : [];
  const wanted = String(alike.length > 0 ? toFuse : limit);
  const values = { query, joined, hints, wanted };
  const found = await readAsTenant<FoundChunk>(ctx.db, ctx.actor.tenantId, byWords, values);
  return nameSources(ctx, alike.length > 0 ? fuseRanks([found, alike], limit) : found);
}

const { placeholder } = sql;
const byWords = sql`
  select item_id, part, title, body as text, score
  from search_knowledge_chunks(
    ${placeholder('query')}, ${placeholder('joined')}, ${placeholder('hints')}, ${placeholder('wanted')}::integer)
`;

/** How many of each kind are looked at before the best of both are chosen. */
const toFuse = 30;

async function findByMeaning(ctx: ServiceContext, embedder: Embedder, text: string): Promise<FoundChunk[]> {
  const vector = await embedder.embedQuery(text);
  if (!vector) return [];
  try {
    return await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
      findAlike(tx, { embedder, vector, limit: toFuse }),
    );
  } catch (error) {
    embedder.reportFailure(error);
    return [];
  }
}
