import {
  type ImportError,
  type ImportReport,
  importedItemSchema,
  type KnowledgeItemId,
  maxImportItems,
  maxItemsPerCategory,
} from '@parley/contracts';
import { knowledgeItems, type TenantTx, withTenant } from '@parley/db';
import { count } from 'drizzle-orm';
import { requireScope } from '../../access.ts';
import { appendAudit } from '../../audit/append-audit.ts';
import type { ServiceContext } from '../../context.ts';
import { DomainError } from '../../domain-error.ts';
import { changeItems, type ItemChanges, lockCategories } from '../change-items.ts';
import type { ItemRow } from '../item-row.ts';
import { type ItemDraft, readItem } from '../read-item.ts';
import { isUnchanged } from './is-unchanged.ts';
import { type ImportLine, readCsv } from './read-csv.ts';
import { readExported } from './read-exported.ts';

interface ImportKnowledge {
  ctx: ServiceContext;
  input: { csv: string } | { items: Record<string, unknown>[] };
  dryRun: boolean;
}

interface Accepted {
  line: number;
  id: string | undefined;
  draft: ItemDraft;
}

/**
 * Adds many items, or changes those whose `item_id` is the tenant's own, if they differ: all or nothing.
 * With `dryRun` nothing is written, and every error is named by its line.
 * @throws DomainError `VALIDATION_FAILED` with every error, when it is no dry run.
 */
export async function importKnowledge({ ctx, input, dryRun }: ImportKnowledge): Promise<ImportReport> {
  requireScope(ctx, 'knowledge:write');
  const { lines, errors } =
    'csv' in input
      ? readCsv(input.csv)
      : {
          lines: input.items.map((item, index) => ({ line: index + 1, item: readExported(item) })),
          errors: [],
        };
  if (lines.length > maxImportItems) {
    errors.push({
      line: maxImportItems + 1,
      path: '',
      message: `an import takes at most ${maxImportItems} items: split it`,
    });
  }
  const accepted = lines.length > maxImportItems ? [] : checkLines(lines, errors, ctx.now());
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const categories = new Set(accepted.map(({ draft }) => draft.category));
    if (!dryRun && errors.length === 0) await lockCategories(tx, ctx, categories);
    const rows = await tx.select().from(knowledgeItems);
    const { unchanged, ...changes } = planImport(rows, accepted, errors);
    if (errors.length === 0) await checkSizes(tx, changes, errors);
    errors.sort((one, other) => one.line - other.line);
    const report = {
      dry_run: dryRun,
      items: lines.length,
      created: changes.create.length,
      updated: changes.update.length,
      unchanged,
      errors,
    };
    if (dryRun) return report;
    refuseErrors(errors);
    await changeItems(tx, ctx, changes);
    await appendAudit(tx, ctx, {
      action: 'knowledge.import',
      target: { type: 'knowledge', id: ctx.actor.tenantId },
      after: { created: report.created, updated: report.updated, categories: [...categories].sort() },
    });
    return report;
  });
}

function checkLines(lines: ImportLine[], errors: ImportError[], now: Date): Accepted[] {
  return lines.flatMap(({ line, item }) => {
    const parsed = importedItemSchema.safeParse({ source: { kind: 'import' }, ...item });
    if (!parsed.success) {
      errors.push(
        ...parsed.error.issues.map(({ path, message }) => ({ line, path: path.join('.'), message })),
      );
      return [];
    }
    const read = readItem(parsed.data.category, parsed.data, { now });
    if ('draft' in read) return [{ line, id: parsed.data.item_id, draft: read.draft }];
    errors.push(...read.issues.map((issue) => ({ line, ...issue })));
    return [];
  });
}

function planImport(rows: ItemRow[], accepted: Accepted[], errors: ImportError[]) {
  const own = new Map<string, ItemRow>(rows.map((row) => [row.id, row]));
  const seen = new Set<string>();
  const changes: Required<Pick<ItemChanges, 'create' | 'update'>> & { unchanged: number } = {
    create: [],
    update: [],
    unchanged: 0,
  };
  for (const { line, id, draft } of accepted) {
    const row = id === undefined ? undefined : own.get(id);
    if (!row) changes.create.push(draft);
    else if (seen.has(row.id))
      errors.push({ line, path: 'item_id', message: 'the same item stands in an earlier line' });
    else if (row.category !== draft.category) {
      errors.push({
        line,
        path: 'category',
        message: `this item is in ${row.category}: leave item_id out for a new one`,
      });
    } else if (isUnchanged(row, draft)) changes.unchanged += 1;
    else changes.update.push({ row, draft });
    if (row) seen.add(row.id as KnowledgeItemId);
  }
  return changes;
}

async function checkSizes(
  tx: TenantTx,
  { create }: Pick<Required<ItemChanges>, 'create'>,
  errors: ImportError[],
) {
  const sizes = new Map(
    (
      await tx
        .select({ category: knowledgeItems.category, items: count() })
        .from(knowledgeItems)
        .groupBy(knowledgeItems.category)
    ).map(({ category, items }) => [category, items]),
  );
  for (const { category } of create) sizes.set(category, (sizes.get(category) ?? 0) + 1);
  for (const [category, items] of sizes) {
    if (items <= maxItemsPerCategory) continue;
    const message = `${category} would hold ${items} items: at most ${maxItemsPerCategory} fit`;
    errors.push({ line: 0, path: 'category', message });
  }
}

function refuseErrors(errors: ImportError[]): void {
  if (errors.length === 0) return;
  throw new DomainError(
    'VALIDATION_FAILED',
    `Nothing was imported: ${errors.length} errors.`,
    errors.map(({ line, path, message }) => ({
      path: `line ${line}${path === '' ? '' : `: ${path}`}`,
      message,
    })),
  );
}
