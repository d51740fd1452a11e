import type { KnowledgeItem, KnowledgeItemId, KnowledgeItemVersion } from '@parley/contracts';
import { knowledgeItemVersions, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchItemRow, toKnowledgeItem } from './item-row.ts';

interface GetItem {
  ctx: ServiceContext;
  itemId: KnowledgeItemId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getKnowledgeItem({ ctx, itemId }: GetItem): Promise<KnowledgeItem> {
  requireScope(ctx, 'knowledge:read');
  return toKnowledgeItem(await withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchItemRow(tx, itemId)));
}

interface GetHistory extends GetItem {
  input: { before?: number | undefined; limit: number };
}

/** An item after each change, newest first; also of one that was deleted. @throws DomainError `NOT_FOUND` */
export async function getKnowledgeItemHistory({ ctx, itemId, input }: GetHistory) {
  requireScope(ctx, 'knowledge:read');
  const table = knowledgeItemVersions;
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = input.before === undefined ? undefined : lt(table.revision, input.before);
    const found = await tx
      .select()
      .from(table)
      .where(and(eq(table.itemId, itemId), before))
      .orderBy(desc(table.revision))
      .limit(input.limit + 1);
    // Items from before there was a history have none until they are changed.
    if (found.length === 0 && (await tx.$count(table, eq(table.itemId, itemId))) === 0) {
      await fetchItemRow(tx, itemId);
    }
    return found;
  });
  const versions = rows.slice(0, input.limit).map(toVersion);
  return { versions, nextBefore: rows.length > input.limit ? (versions.at(-1)?.revision ?? null) : null };
}

const toVersion = (row: typeof knowledgeItemVersions.$inferSelect): KnowledgeItemVersion => ({
  revision: row.revision,
  change: row.change as KnowledgeItemVersion['change'],
  category: row.category,
  data: row.data,
  source: row.source,
  quote: row.quote,
  confidence: row.confidence,
  reviewed_at: row.reviewedAt?.toISOString() ?? null,
  actor: row.actor,
  at: row.createdAt.toISOString(),
});
