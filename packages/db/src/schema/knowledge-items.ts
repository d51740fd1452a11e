import type { KnowledgeItemId } from '@parley/contracts';
import { type SQL, sql } from 'drizzle-orm';
import { customType, index, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** One thing the tenant's agents may say. */
export const knowledgeItems = pgTable(
  'knowledge_items',
  {
    id: text('id').$type<KnowledgeItemId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    category: text('category').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** Other words that callers use for it, separated by commas. */
    keywords: text('keywords').notNull().default(''),
    searchVector: tsvector('search_vector').generatedAlwaysAs(
      (): SQL =>
        sql`setweight(to_tsvector('english', ${knowledgeItems.title} || ' ' || ${knowledgeItems.keywords}), 'A') || setweight(to_tsvector('english', ${knowledgeItems.text}), 'C')`,
    ),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('knowledge_items_tenant_idx').on(table.tenantId, table.category),
    tenantPolicy('knowledge_items', table.tenantId),
  ],
);
