import type { KnowledgeItemId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { requireRevision } from '../require-revision.ts';
import { changeItems, lockCategories } from './change-items.ts';
import { fetchItemRow } from './item-row.ts';

interface DeleteItem {
  ctx: ServiceContext;
  itemId: KnowledgeItemId;
  seen?: number | undefined;
}

/** Its history stays. @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED` */
export async function deleteKnowledgeItem({ ctx, itemId, seen }: DeleteItem): Promise<void> {
  requireScope(ctx, 'knowledge:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { category } = await fetchItemRow(tx, itemId);
    await lockCategories(tx, ctx, [category]);
    const row = await fetchItemRow(tx, itemId);
    requireRevision(row.revision, seen);
    await changeItems(tx, ctx, { remove: [row] });
    const { data, source, quote } = row;
    await appendAudit(tx, ctx, {
      action: 'knowledge_item.delete',
      target: { type: 'knowledge_item', id: itemId },
      before: { category, data, source, quote },
    });
  });
}
