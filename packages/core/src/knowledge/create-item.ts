import { createKnowledgeItemBodySchema, type KnowledgeItem, maxItemsPerCategory } from '@parley/contracts';
import { knowledgeItems, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { changeItems, lockCategories } from './change-items.ts';
import { toKnowledgeItem } from './item-row.ts';
import { readItem } from './read-item.ts';

interface CreateItem {
  ctx: ServiceContext;
  input: z.input<typeof createKnowledgeItemBodySchema>;
}

/** @throws DomainError `VALIDATION_FAILED` naming the field of the data that does not fit the category. */
export async function createKnowledgeItem({ ctx, input }: CreateItem): Promise<KnowledgeItem> {
  requireScope(ctx, 'knowledge:write');
  const body = parseInput(createKnowledgeItemBodySchema, input);
  const read = readItem(body.category, body, { now: ctx.now() });
  if ('issues' in read) throw new DomainError('VALIDATION_FAILED', 'The data is not right.', read.issues);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockCategories(tx, ctx, [body.category]);
    if (
      (await tx.$count(knowledgeItems, eq(knowledgeItems.category, body.category))) >= maxItemsPerCategory
    ) {
      throw invalidField('category', `A category holds at most ${maxItemsPerCategory} items.`);
    }
    const { created } = await changeItems(tx, ctx, { create: [read.draft] });
    const [row] = created;
    if (!row) throw new Error('the item was not written');
    const item = toKnowledgeItem(row);
    const { data, source, category, quote } = item;
    await appendAudit(tx, ctx, {
      action: 'knowledge_item.create',
      target: { type: 'knowledge_item', id: item.item_id },
      after: { category, data, source, quote },
    });
    return item;
  });
}
