import { type KnowledgeItem, type KnowledgeItemId, knowledgeItemBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { changeItems, lockCategories } from './change-items.ts';
import { fetchItemRow, toKnowledgeItem } from './item-row.ts';
import { readItem } from './read-item.ts';

interface UpdateItem {
  ctx: ServiceContext;
  itemId: KnowledgeItemId;
  input: z.input<typeof knowledgeItemBodySchema>;
  seen?: number | undefined;
}

/** @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`, `VALIDATION_FAILED` */
export async function updateKnowledgeItem({ ctx, itemId, input, seen }: UpdateItem): Promise<KnowledgeItem> {
  requireScope(ctx, 'knowledge:write');
  const body = parseInput(knowledgeItemBodySchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { category } = await fetchItemRow(tx, itemId);
    await lockCategories(tx, ctx, [category]);
    const row = await fetchItemRow(tx, itemId);
    requireRevision(row.revision, seen);
    const read = readItem(category, body, { now: ctx.now() });
    if ('issues' in read) throw new DomainError('VALIDATION_FAILED', 'The data is not right.', read.issues);
    const { updated } = await changeItems(tx, ctx, { update: [{ row, draft: read.draft }] });
    const item = toKnowledgeItem(updated[0] ?? row);
    const kept = ({ data, source, quote, confidence, reviewed_at }: KnowledgeItem) => ({
      data,
      source,
      quote,
      confidence,
      reviewed_at,
    });
    await appendAudit(tx, ctx, {
      action: 'knowledge_item.update',
      target: { type: 'knowledge_item', id: itemId },
      before: kept(toKnowledgeItem(row)),
      after: kept(item),
    });
    return item;
  });
}
