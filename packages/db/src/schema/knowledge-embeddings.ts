import type { KnowledgeDocumentId, KnowledgeItemId } from '@parley/contracts';
import { foreignKey, index, integer, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { tenantId } from './columns.ts';
import { knowledgeChunks } from './knowledge-chunks.ts';
import { tenantPolicy } from './roles.ts';

/**
 * What a model makes of a chunk. A plain array, for the table is there whether or not the server knows vectors; the
 * search casts it. Goes with its chunk, and a chunk that changes is another one.
 */
export const knowledgeEmbeddings = pgTable(
  'knowledge_embeddings',
  {
    tenantId: tenantId(),
    itemId: text('item_id').$type<KnowledgeItemId | KnowledgeDocumentId>().notNull(),
    part: integer('part').notNull(),
    /** Of another model they say nothing to each other. */
    model: text('model').notNull(),
    embedding: real('embedding').array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.itemId, table.part] }),
    foreignKey({
      name: 'knowledge_embeddings_chunk_fk',
      columns: [table.tenantId, table.itemId, table.part],
      foreignColumns: [knowledgeChunks.tenantId, knowledgeChunks.itemId, knowledgeChunks.part],
    }).onDelete('cascade'),
    index('knowledge_embeddings_model_idx').on(table.tenantId, table.model),
    tenantPolicy('knowledge_embeddings', table.tenantId),
  ],
);
