import type { AuditActor, KnowledgeCategory, KnowledgeItemId, KnowledgeSource } from '@parley/contracts';
import { doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** An item as it was after each change. It outlives the item, so it does not refer to it. */
export const knowledgeItemVersions = pgTable(
  'knowledge_item_versions',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    itemId: text('item_id').$type<KnowledgeItemId>().notNull(),
    revision: integer('revision').notNull(),
    /** `create`, `update`, `review`, `delete`. */
    change: text('change').notNull(),
    category: text('category').$type<KnowledgeCategory>().notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull(),
    source: jsonb('source').$type<KnowledgeSource>().notNull(),
    quote: text('quote'),
    confidence: doublePrecision('confidence').notNull(),
    reviewedAt: instant('reviewed_at'),
    actor: jsonb('actor').$type<AuditActor>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.itemId, table.revision] }),
    tenantPolicy('knowledge_item_versions', table.tenantId),
  ],
);

/** Counts the changes within a category; its row is the lock of whoever changes it. */
export const knowledgeCategories = pgTable(
  'knowledge_categories',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    category: text('category').$type<KnowledgeCategory>().notNull(),
    revision: revision(),
    updatedAt: updatedAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.category] }),
    tenantPolicy('knowledge_categories', table.tenantId),
  ],
);

/** A category's items as they were before it was replaced. */
export const knowledgeCategoryVersions = pgTable(
  'knowledge_category_versions',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    category: text('category').$type<KnowledgeCategory>().notNull(),
    revision: integer('revision').notNull(),
    items: jsonb('items').$type<Record<string, unknown>[]>().notNull(),
    itemCount: integer('item_count').notNull(),
    /** Who replaced it, and when. */
    actor: jsonb('actor').$type<AuditActor>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.category, table.revision] }),
    index('knowledge_category_versions_tenant_idx').on(table.tenantId, table.createdAt),
    tenantPolicy('knowledge_category_versions', table.tenantId),
  ],
);
