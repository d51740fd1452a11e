import type { KnowledgeItem, listKnowledgeItemsQuerySchema } from '@parley/contracts';
import { knowledgeItems, withTenant } from '@parley/db';
import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { toKnowledgeItem } from './item-row.ts';

interface ListItems {
  ctx: ServiceContext;
  input: z.output<typeof listKnowledgeItemsQuerySchema>;
}

/** Newest first. */
export async function listKnowledgeItems({
  ctx,
  input,
}: ListItems): Promise<{ items: KnowledgeItem[]; nextCursor: string | null }> {
  requireScope(ctx, 'knowledge:read');
  const { category, source, reviewed, cursor, limit } = input;
  const table = knowledgeItems;
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(table)
      .where(
        and(
          category && eq(table.category, category),
          source && eq(sql`${table.source} ->> 'kind'`, source),
          reviewed === undefined ? undefined : (reviewed ? isNotNull : isNull)(table.reviewedAt),
          cursor && lt(table.id, cursor),
        ),
      )
      .orderBy(desc(table.id))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map(toKnowledgeItem);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.item_id ?? null) : null };
}
