import type { KnowledgeDocumentId, KnowledgeItemId } from '@parley/contracts';
import { type SQL, sql } from 'drizzle-orm';
import { customType, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { tenantId } from './columns.ts';
import { knowledgeDocuments } from './knowledge-documents.ts';
import { knowledgeItems } from './knowledge-items.ts';
import { readPolicy, searchRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
/** Byte order, so that "begins with" is a range of the index. */
const byteText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

/**
 * What is searched: a piece of an item, or a passage of a document, as it may be said. Its GIN index is made by a
 * migration. `item_id` is the id of either, so that both are found in one way; `of_item` and `of_document` are made of
 * it by its prefix, and take the chunk along when the item or the document goes.
 */
export const knowledgeChunks = pgTable(
  'knowledge_chunks',
  {
    tenantId: tenantId(),
    itemId: text('item_id').$type<KnowledgeItemId | KnowledgeDocumentId>().notNull(),
    ofItem: text('of_item').generatedAlwaysAs(
      (): SQL =>
        sql`case when starts_with(${knowledgeChunks.itemId}, 'doc_') then null else ${knowledgeChunks.itemId} end`,
    ),
    ofDocument: text('of_document').generatedAlwaysAs(
      (): SQL =>
        sql`case when starts_with(${knowledgeChunks.itemId}, 'doc_') then ${knowledgeChunks.itemId} end`,
    ),
    /** Which piece of it, from 0. */
    part: integer('part').notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    /** Other words that callers use for it. */
    keywords: text('keywords').notNull(),
    /** Where the passage begins, from 1, in documents that have pages. */
    page: integer('page'),
    searchVector: tsvector('search_vector').generatedAlwaysAs(
      (): SQL =>
        sql`setweight(to_tsvector('english', ${knowledgeChunks.title} || ' ' || ${knowledgeChunks.keywords}), 'A') || setweight(to_tsvector('english', ${knowledgeChunks.text}), 'C')`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.itemId, table.part] }),
    foreignKey({
      name: 'knowledge_chunks_item_fk',
      columns: [table.tenantId, table.ofItem],
      foreignColumns: [knowledgeItems.tenantId, knowledgeItems.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'knowledge_chunks_document_fk',
      columns: [table.tenantId, table.ofDocument],
      foreignColumns: [knowledgeDocuments.tenantId, knowledgeDocuments.id],
    }).onDelete('cascade'),
    index('knowledge_chunks_item_idx').on(table.tenantId, table.ofItem),
    index('knowledge_chunks_document_idx')
      .on(table.tenantId, table.ofDocument)
      .where(sql`${table.ofDocument} is not null`),
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
