import { type KnowledgeCategory, type KnowledgeItemId, newId } from '@parley/contracts';
import { knowledgeCategories, knowledgeItems, knowledgeItemVersions, type TenantTx } from '@parley/db';
import { eq, inArray, sql } from 'drizzle-orm';
import { auditActorOf } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import type { ItemRow } from './item-row.ts';
import type { ItemDraft } from './read-item.ts';
import { writeChunks } from './write-chunks.ts';

const batch = 500;

/**
 * Counts a change of each category, and keeps other writers of them waiting until the transaction ends.
 * @returns the revisions as they were before; 0 where nothing was ever written.
 */
export async function lockCategories(
  tx: TenantTx,
  ctx: Writer,
  categories: Iterable<KnowledgeCategory>,
): Promise<Map<KnowledgeCategory, number>> {
  const { tenantId } = ctx.actor;
  const before = new Map<KnowledgeCategory, number>();
  // One after another, in one order for everybody: otherwise two imports could wait for each other.
  for (const category of [...new Set(categories)].sort()) {
    const [row] = await tx
      .insert(knowledgeCategories)
      .values({ tenantId, category, updatedAt: ctx.now() })
      .onConflictDoUpdate({
        target: [knowledgeCategories.tenantId, knowledgeCategories.category],
        set: { revision: sql`${knowledgeCategories.revision} + 1`, updatedAt: ctx.now() },
      })
      .returning();
    before.set(category, (row?.revision ?? 1) - 1);
  }
  return before;
}

/** Who writes, and when. */
type Writer = Pick<ServiceContext, 'actor' | 'now'>;

export interface ItemChanges {
  /** `id` and `revision` are those of an item that comes back. */
  create?: (ItemDraft & { id?: KnowledgeItemId; revision?: number })[];
  update?: { row: ItemRow; draft: ItemDraft; change?: 'update' | 'review' }[];
  remove?: ItemRow[];
}

/** Writes items, what was before, and what is searched. The categories must be locked. */
export async function changeItems(
  tx: TenantTx,
  ctx: Writer,
  { create = [], update = [], remove = [] }: ItemChanges,
): Promise<{ created: ItemRow[]; updated: ItemRow[] }> {
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const created: ItemRow[] = [];
  // Lists go by the id: sorted, new items stay in the order in which they were given.
  const ids = create.map(() => newId('knowledgeItem', now.getTime())).sort();
  const drafted = create.map((draft, index) => ({ id: ids[index] as KnowledgeItemId, ...draft }));
  for (const drafts of inBatches(drafted)) {
    const values = drafts.map((draft) => ({
      ...draft,
      tenantId,
      createdAt: now,
      updatedAt: now,
    }));
    created.push(...(await tx.insert(knowledgeItems).values(values).returning()));
  }
  const updated: ItemRow[] = [];
  for (const { row, draft } of update) {
    const [changed] = await tx
      .update(knowledgeItems)
      .set({ ...draft, revision: row.revision + 1, updatedAt: now })
      .where(eq(knowledgeItems.id, row.id))
      .returning();
    if (changed) updated.push(changed);
  }
  const gone = remove.map((row) => ({ ...row, revision: row.revision + 1 }));
  await keepVersions(tx, ctx, [
    ...created.map((row) => ({ row, change: 'create' })),
    ...updated.map((row, index) => ({ row, change: update[index]?.change ?? 'update' })),
    ...gone.map((row) => ({ row, change: 'delete' })),
  ]);
  await writeChunks(tx, {
    tenantId,
    removed: [...updated, ...remove].map(({ id }) => id),
    written: [...created, ...updated],
  });
  for (const rows of inBatches(remove)) {
    await tx.delete(knowledgeItems).where(
      inArray(
        knowledgeItems.id,
        rows.map(({ id }) => id),
      ),
    );
  }
  return { created, updated };
}

async function keepVersions(tx: TenantTx, ctx: Writer, changes: { row: ItemRow; change: string }[]) {
  const actor = auditActorOf(ctx.actor);
  for (const rows of inBatches(changes)) {
    await tx.insert(knowledgeItemVersions).values(
      rows.map(({ row, change }) => ({
        tenantId: row.tenantId,
        itemId: row.id,
        revision: row.revision,
        change,
        category: row.category,
        data: row.data,
        source: row.source,
        quote: row.quote,
        confidence: row.confidence,
        reviewedAt: row.reviewedAt,
        actor,
        createdAt: ctx.now(),
      })),
    );
  }
}

function* inBatches<T>(values: T[]): Generator<T[]> {
  for (let start = 0; start < values.length; start += batch) yield values.slice(start, start + batch);
}
