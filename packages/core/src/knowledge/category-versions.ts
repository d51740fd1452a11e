import type { KnowledgeCategory, KnowledgeCategoryVersion, KnowledgeItem } from '@parley/contracts';
import { knowledgeCategoryVersions, type TenantTx, withTenant } from '@parley/db';
import { and, desc, eq, getTableColumns, lt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';

type VersionRow = typeof knowledgeCategoryVersions.$inferSelect;

const toVersion = (row: Omit<VersionRow, 'items'>): KnowledgeCategoryVersion => ({
  category: row.category,
  revision: row.revision,
  item_count: row.itemCount,
  replaced_by: row.actor,
  replaced_at: row.createdAt.toISOString(),
});

interface ListVersions {
  ctx: ServiceContext;
  category: KnowledgeCategory;
  input: { before?: number | undefined; limit: number };
}

/** What a category was before each replacement, newest first. */
export async function listKnowledgeCategoryVersions({ ctx, category, input }: ListVersions) {
  requireScope(ctx, 'knowledge:read');
  const { items: _, ...columns } = getTableColumns(knowledgeCategoryVersions);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select(columns)
      .from(knowledgeCategoryVersions)
      .where(
        and(
          eq(knowledgeCategoryVersions.category, category),
          input.before === undefined ? undefined : lt(knowledgeCategoryVersions.revision, input.before),
        ),
      )
      .orderBy(desc(knowledgeCategoryVersions.revision))
      .limit(input.limit + 1),
  );
  const versions = rows.slice(0, input.limit).map(toVersion);
  return { versions, nextBefore: rows.length > input.limit ? (versions.at(-1)?.revision ?? null) : null };
}

interface GetVersion {
  ctx: ServiceContext;
  category: KnowledgeCategory;
  revision: number;
}

/** @throws DomainError `NOT_FOUND` */
export async function getKnowledgeCategoryVersion({ ctx, category, revision }: GetVersion) {
  requireScope(ctx, 'knowledge:read');
  const row = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchVersion(tx, category, revision));
  return { ...toVersion(row), items: itemsOf(row) };
}

export async function fetchVersion(tx: TenantTx, category: KnowledgeCategory, revision: number) {
  const [row] = await tx
    .select()
    .from(knowledgeCategoryVersions)
    .where(
      and(eq(knowledgeCategoryVersions.category, category), eq(knowledgeCategoryVersions.revision, revision)),
    );
  if (!row) throw notFound('version of this category');
  return row;
}

export const itemsOf = (row: VersionRow): KnowledgeItem[] => row.items as unknown as KnowledgeItem[];
