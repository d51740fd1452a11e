import type { KnowledgeItem, KnowledgeItemId } from '@parley/contracts';
import { knowledgeItems, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';

export type ItemRow = typeof knowledgeItems.$inferSelect;

export const toKnowledgeItem = (row: ItemRow): KnowledgeItem => ({
  item_id: row.id,
  category: row.category,
  title: row.title,
  data: row.data,
  source: row.source,
  quote: row.quote,
  confidence: row.confidence,
  reviewed_at: row.reviewedAt?.toISOString() ?? null,
  revision: row.revision,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** @throws DomainError `NOT_FOUND` */
export async function fetchItemRow(tx: TenantTx, itemId: KnowledgeItemId): Promise<ItemRow> {
  const [row] = await tx.select().from(knowledgeItems).where(eq(knowledgeItems.id, itemId));
  if (!row) throw notFound('knowledge item');
  return row;
}
