import {
  knowledgeCategories as definitions,
  type KnowledgeCategorySummary,
  knowledgeCategoryNames,
} from '@parley/contracts';
import { knowledgeCategories, knowledgeItems, withTenant } from '@parley/db';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';

/** The eighteen categories, each with the JSON Schema of its items and how many there are. */
export async function listKnowledgeCategories({
  ctx,
}: {
  ctx: ServiceContext;
}): Promise<KnowledgeCategorySummary[]> {
  requireScope(ctx, 'knowledge:read');
  const { counts, heads } = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => ({
    counts: await tx
      .select({
        category: knowledgeItems.category,
        items: sql<number>`count(*)::int`,
        unreviewed: sql<number>`count(*) filter (where ${knowledgeItems.reviewedAt} is null)::int`,
      })
      .from(knowledgeItems)
      .groupBy(knowledgeItems.category),
    heads: await tx.select().from(knowledgeCategories),
  }));
  return knowledgeCategoryNames.map((category) => {
    const { name, description, schema } = definitions[category];
    const count = counts.find((entry) => entry.category === category);
    const head = heads.find((entry) => entry.category === category);
    return {
      category,
      name,
      description,
      items: count?.items ?? 0,
      unreviewed: count?.unreviewed ?? 0,
      revision: head?.revision ?? 0,
      schema: z.toJSONSchema(schema, { io: 'input' }) as Record<string, unknown>,
    };
  });
}
