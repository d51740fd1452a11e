import type { AuditActor, KnowledgeDocumentId, KnowledgeDocumentType } from '@parley/contracts';
import { integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** A file that was read into passages (`knowledge_chunks`). The file itself is not kept. Never changes. */
export const knowledgeDocuments = pgTable(
  'knowledge_documents',
  {
    id: text('id').$type<KnowledgeDocumentId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** By its content. */
    type: text('type').$type<KnowledgeDocumentType>().notNull(),
    bytes: integer('bytes').notNull(),
    /** Of the bytes, in hex. */
    sha256: text('sha256').notNull(),
    /** Where the type has pages. */
    pages: integer('pages'),
    characters: integer('characters').notNull(),
    passages: integer('passages').notNull(),
    createdBy: jsonb('created_by').$type<AuditActor>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('knowledge_documents_tenant_key').on(table.tenantId, table.id),
    unique('knowledge_documents_content_key').on(table.tenantId, table.sha256),
    tenantPolicy('knowledge_documents', table.tenantId),
  ],
);
