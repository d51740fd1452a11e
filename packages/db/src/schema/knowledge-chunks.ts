import type { KnowledgeItemId } from '@parley/contracts';
import { type SQL, sql } from 'drizzle-orm';
import { customType, foreignKey, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { tenantId } from './columns.ts';
import { knowledgeItems } from './knowledge-items.ts';
import { readPolicy, searchRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
/** Byte order, so that "begins with" is a range of the index. */
const byteText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/** What is searched: a piece of an item as it may be said. Its GIN index is made by a migration. */
export const knowledgeChunks = pgTable(
  'knowledge_chunks',
  {
    tenantId: tenantId(),
    itemId: text('item_id').$type<KnowledgeItemId>().notNull(),
    /** Which piece of the item, from 0. */
    part: integer('part').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** Other words that callers use for it. */
    keywords: text('keywords').notNull(),
    searchVector: tsvector('search_vector').generatedAlwaysAs(
      (): SQL =>
        sql`setweight(to_tsvector('english', ${knowledgeChunks.title} || ' ' || ${knowledgeChunks.keywords}), 'A') || setweight(to_tsvector('english', ${knowledgeChunks.text}), 'C')`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.itemId, table.part] }),
    foreignKey({
      name: 'knowledge_chunks_item_fk',
      columns: [table.tenantId, table.itemId],
      foreignColumns: [knowledgeItems.tenantId, knowledgeItems.id],
    }).onDelete('cascade'),
    tenantPolicy('knowledge_chunks', table.tenantId),
    readPolicy('knowledge_chunks_search', searchRole),
  ],
);

/** In how many chunks of the tenant each word stands, by its stem; `''` counts the chunks. */
export const knowledgeWords = pgTable(
  'knowledge_words',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    word: byteText('word').notNull(),
    chunks: integer('chunks').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.word] }),
    tenantPolicy('knowledge_words', table.tenantId),
    readPolicy('knowledge_words_search', searchRole),
  ],
);
