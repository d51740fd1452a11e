import type {
  DocumentPassage,
  KnowledgeDocument,
  KnowledgeDocumentId,
  listKnowledgeDocumentsQuerySchema,
} from '@parley/contracts';
import { knowledgeChunks, knowledgeDocuments, withTenant } from '@parley/db';
import { and, asc, desc, eq, gte, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../../access.ts';
import type { ServiceContext } from '../../context.ts';
import { fetchDocumentRow, toKnowledgeDocument } from './document-row.ts';

interface GetDocument {
  ctx: ServiceContext;
  documentId: KnowledgeDocumentId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getKnowledgeDocument({ ctx, documentId }: GetDocument): Promise<KnowledgeDocument> {
  requireScope(ctx, 'knowledge:read');
  const row = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchDocumentRow(tx, documentId));
  return toKnowledgeDocument(row);
}

interface ListPassages extends GetDocument {
  /** `from` is the first passage, from 1. */
  input: { from?: number | undefined; limit: number };
}

/** A document's text as it is searched, from its beginning. @throws DomainError `NOT_FOUND` */
export async function listDocumentPassages({ ctx, documentId, input }: ListPassages) {
  requireScope(ctx, 'knowledge:read');
  const { from = 1, limit } = input;
  const table = knowledgeChunks;
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchDocumentRow(tx, documentId);
    const { part, page, title, text } = table;
    return tx
      .select({ part, page, title, text })
      .from(table)
      .where(and(eq(table.itemId, documentId), gte(part, from - 1)))
      .orderBy(asc(part))
      .limit(limit + 1);
  });
  const passages = rows
    .slice(0, limit)
    .map(({ part, ...rest }): DocumentPassage => ({ passage: part + 1, ...rest }));
  return { passages, nextFrom: rows.length > limit ? from + limit : null };
}

interface ListDocuments {
  ctx: ServiceContext;
  input: z.output<typeof listKnowledgeDocumentsQuerySchema>;
}

/** Newest first. */
export async function listKnowledgeDocuments({ ctx, input }: ListDocuments) {
  requireScope(ctx, 'knowledge:read');
  const { type, cursor, limit } = input;
  const table = knowledgeDocuments;
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(table)
      .where(and(type && eq(table.type, type), cursor && lt(table.id, cursor)))
      .orderBy(desc(table.id))
      .limit(limit + 1),
  );
  const documents = rows.slice(0, limit).map(toKnowledgeDocument);
  return { documents, nextCursor: rows.length > limit ? (documents.at(-1)?.document_id ?? null) : null };
}
