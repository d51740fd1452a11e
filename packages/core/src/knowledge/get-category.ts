import {
  knowledgeCategories as definitions,
  type KnowledgeCategory,
  type KnowledgeCategoryContent,
} from '@parley/contracts';
import { knowledgeCategories, knowledgeItems, type TenantTx, withTenant } from '@parley/db';
import { asc, eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { type ItemRow, toKnowledgeItem } from './item-row.ts';

interface GetCategory {
  ctx: ServiceContext;
  category: KnowledgeCategory;
}

/** All items of a category, oldest first. */
export function getKnowledgeCategory({ ctx, category }: GetCategory): Promise<KnowledgeCategoryContent> {
  requireScope(ctx, 'knowledge:read');
  return withTenant(ctx.db, ctx.actor.tenantId, (tx) => readCategory(tx, category));
}

export async function readCategory(
  tx: TenantTx,
  category: KnowledgeCategory,
): Promise<KnowledgeCategoryContent> {
  const [head] = await tx
    .select()
    .from(knowledgeCategories)
    .where(eq(knowledgeCategories.category, category));
  const { name } = definitions[category];
  const items = (await categoryRows(tx, category)).map(toKnowledgeItem);
  return { category, name, revision: head?.revision ?? 0, items };
}

export const categoryRows = (tx: TenantTx, category: KnowledgeCategory): Promise<ItemRow[]> =>
  tx
    .select()
    .from(knowledgeItems)
    .where(eq(knowledgeItems.category, category))
    .orderBy(asc(knowledgeItems.createdAt), asc(knowledgeItems.id));
