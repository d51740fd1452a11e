import type { KnowledgeCategory, KnowledgeCategoryContent } from '@parley/contracts';
import { knowledgeItemVersions, withTenant } from '@parley/db';
import { inArray, max } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { requireRevision } from '../require-revision.ts';
import { fetchVersion, itemsOf } from './category-versions.ts';
import { changeItems, lockCategories } from './change-items.ts';
import { categoryRows, readCategory } from './get-category.ts';
import { keepCategoryVersion } from './replace-category.ts';

interface RestoreCategory {
  ctx: ServiceContext;
  category: KnowledgeCategory;
  revision: number;
  seen?: number | undefined;
}

/**
 * Brings back a category as it was, and keeps as a version what is there now. Items keep their ids.
 * @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`
 */
export async function restoreKnowledgeCategory({
  ctx,
  category,
  revision,
  seen,
}: RestoreCategory): Promise<KnowledgeCategoryContent> {
  requireScope(ctx, 'knowledge:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const items = itemsOf(await fetchVersion(tx, category, revision));
    const before = (await lockCategories(tx, ctx, [category])).get(category) ?? 0;
    requireRevision(before, seen);
    const rows = await categoryRows(tx, category);
    await keepCategoryVersion(tx, ctx, { category, revision: before, rows });
    const there = new Map(rows.map((row) => [row.id, row]));
    const lasts = await tx
      .select({ id: knowledgeItemVersions.itemId, revision: max(knowledgeItemVersions.revision) })
      .from(knowledgeItemVersions)
      .where(
        inArray(
          knowledgeItemVersions.itemId,
          items.map(({ item_id }) => item_id),
        ),
      )
      .groupBy(knowledgeItemVersions.itemId);
    const lastOf = new Map(lasts.map(({ id, revision: last }) => [id, last ?? 0]));
    const drafts = items.map((item) => ({
      id: item.item_id,
      draft: {
        category,
        title: item.title,
        data: item.data,
        source: item.source,
        quote: item.quote,
        confidence: item.confidence,
        reviewedAt: item.reviewed_at === null ? null : new Date(item.reviewed_at),
      },
    }));
    await changeItems(tx, ctx, {
      create: drafts
        .filter(({ id }) => !there.has(id))
        .map(({ id, draft }) => ({ ...draft, id, revision: (lastOf.get(id) ?? 0) + 1 })),
      update: drafts.flatMap(({ id, draft }) => {
        const row = there.get(id);
        return row ? [{ row, draft }] : [];
      }),
      remove: rows.filter(({ id }) => !drafts.some((kept) => kept.id === id)),
    });
    const after = await readCategory(tx, category);
    await appendAudit(tx, ctx, {
      action: 'knowledge_category.restore',
      target: { type: 'knowledge_category', id: category },
      before: { revision: before, items: rows.length },
      after: { revision: after.revision, items: after.items.length, restored: revision },
    });
    return after;
  });
}
