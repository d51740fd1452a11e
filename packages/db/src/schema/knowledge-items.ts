import type { KnowledgeCategory, KnowledgeItemId, KnowledgeSource } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, doublePrecision, index, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** One thing the tenant's agents may say. `data` has the shape of its category; `title` is rendered from it. */
export const knowledgeItems = pgTable(
  'knowledge_items',
  {
    id: text('id').$type<KnowledgeItemId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    category: text('category').$type<KnowledgeCategory>().notNull(),
    title: text('title').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    source: jsonb('source').$type<KnowledgeSource>().notNull().default({ kind: 'typed' }),
    /** The words of the source that it was taken from. */
    quote: text('quote'),
    /** From 0 to 1: how sure whoever wrote it was. */
    confidence: doublePrecision('confidence').notNull().default(1),
    reviewedAt: instant('reviewed_at'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('knowledge_items_tenant_key').on(table.tenantId, table.id),
    index('knowledge_items_tenant_idx').on(table.tenantId, table.category),
    check('knowledge_items_confidence_check', sql`${table.confidence} between 0 and 1`),
    tenantPolicy('knowledge_items', table.tenantId),
  ],
);
