import {
  type FieldIssue,
  type KnowledgeCategory,
  type KnowledgeCategoryContent,
  type KnowledgeItemId,
  replaceKnowledgeCategoryBodySchema,
} from '@parley/contracts';
import { knowledgeCategoryVersions, type TenantTx, withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit, auditActorOf } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { changeItems, type ItemChanges, lockCategories } from './change-items.ts';
import { categoryRows, readCategory } from './get-category.ts';
import { type ItemRow, toKnowledgeItem } from './item-row.ts';
import { type ItemDraft, readItem } from './read-item.ts';

interface ReplaceCategory {
  ctx: ServiceContext;
  category: KnowledgeCategory;
  input: z.input<typeof replaceKnowledgeCategoryBodySchema>;
  /** The revision of the category that the client has read. */
  seen?: number | undefined;
}

/**
 * Puts these items in the place of all that are in the category, and keeps those as a version.
 * @throws DomainError `PRECONDITION_FAILED`, `VALIDATION_FAILED` naming each wrong field.
 */
export async function replaceKnowledgeCategory({
  ctx,
  category,
  input,
  seen,
}: ReplaceCategory): Promise<KnowledgeCategoryContent> {
  requireScope(ctx, 'knowledge:write');
  const { items } = parseInput(replaceKnowledgeCategoryBodySchema, input);
  const now = ctx.now();
  const issues: FieldIssue[] = [];
  const drafts = items.flatMap((item, index) => {
    const read = readItem(category, item, { now, path: `items.${index}.data` });
    if ('draft' in read) return [{ id: item.item_id, index, draft: read.draft, stated: item.reviewed }];
    issues.push(...read.issues);
    return [];
  });
  if (issues.length > 0) throw new DomainError('VALIDATION_FAILED', 'Some items are not right.', issues);

  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = (await lockCategories(tx, ctx, [category])).get(category) ?? 0;
    requireRevision(before, seen);
    const rows = await categoryRows(tx, category);
    const changes = planReplacement(rows, drafts);
    await keepCategoryVersion(tx, ctx, { category, revision: before, rows });
    await changeItems(tx, ctx, changes);
    const after = await readCategory(tx, category);
    await appendAudit(tx, ctx, {
      action: 'knowledge_category.replace',
      target: { type: 'knowledge_category', id: category },
      before: { revision: before, items: rows.length },
      after: { revision: after.revision, items: after.items.length },
    });
    return after;
  });
}

interface Wanted {
  id: KnowledgeItemId | undefined;
  index: number;
  draft: ItemDraft;
  /** Whether it was said that the item is reviewed, or not. */
  stated: boolean | undefined;
}

function planReplacement(rows: ItemRow[], wanted: Wanted[]): Required<ItemChanges> {
  const left = new Map(rows.map((row) => [row.id, row]));
  const plan: Required<ItemChanges> = { create: [], update: [], remove: [] };
  for (const { id, index, draft, stated } of wanted) {
    const row = id && left.get(id);
    if (id && !row) {
      const message =
        'There is no such item in this category, or it is listed twice. Leave item_id out for a new item.';
      throw new DomainError('VALIDATION_FAILED', message, [{ path: `items.${index}.item_id`, message }]);
    }
    if (!row) plan.create.push(draft);
    else {
      left.delete(row.id);
      if (
        stated !== undefined
          ? !sameContent(row, draft) || stated !== (row.reviewedAt !== null)
          : !sameContent(row, draft)
      ) {
        plan.update.push({ row, draft });
      }
    }
  }
  plan.remove.push(...left.values());
  return plan;
}

const contentOf = ({ data, source, quote, confidence }: ItemDraft | ItemRow) =>
  JSON.stringify([sorted(data), sorted(source), quote, confidence]);
const sameContent = (row: ItemRow, draft: ItemDraft) => contentOf(row) === contentOf(draft);

/** jsonb keeps no order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

export async function keepCategoryVersion(
  tx: TenantTx,
  ctx: ServiceContext,
  { category, revision, rows }: { category: KnowledgeCategory; revision: number; rows: ItemRow[] },
): Promise<void> {
  if (revision === 0 && rows.length === 0) return;
  await tx.insert(knowledgeCategoryVersions).values({
    tenantId: ctx.actor.tenantId,
    category,
    revision,
    items: rows.map(toKnowledgeItem),
    itemCount: rows.length,
    actor: auditActorOf(ctx.actor),
    createdAt: ctx.now(),
  });
}
