import type { KnowledgeItem, KnowledgeItemId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { requireRevision } from '../require-revision.ts';
import { changeItems, lockCategories } from './change-items.ts';
import { fetchItemRow, toKnowledgeItem } from './item-row.ts';

interface ReviewItem {
  ctx: ServiceContext;
  itemId: KnowledgeItemId;
  reviewed: boolean;
  seen?: number | undefined;
}

/** Marks that somebody has looked at an item, or that somebody has to. @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED` */
export async function reviewKnowledgeItem({
  ctx,
  itemId,
  reviewed,
  seen,
}: ReviewItem): Promise<KnowledgeItem> {
  requireScope(ctx, 'knowledge:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { category } = await fetchItemRow(tx, itemId);
    await lockCategories(tx, ctx, [category]);
    const row = await fetchItemRow(tx, itemId);
    requireRevision(row.revision, seen);
    const { title, data, source, quote, confidence } = row;
    const reviewedAt = reviewed ? ctx.now() : null;
    const draft = { category, title, data, source, quote, confidence, reviewedAt };
    const { updated } = await changeItems(tx, ctx, { update: [{ row, draft, change: 'review' }] });
    const item = toKnowledgeItem(updated[0] ?? row);
    await appendAudit(tx, ctx, {
      action: 'knowledge_item.review',
      target: { type: 'knowledge_item', id: itemId },
      before: { reviewed_at: row.reviewedAt },
      after: { reviewed_at: item.reviewed_at },
    });
    return item;
  });
}
