import type { KnowledgeDocument, KnowledgeDocumentId } from '@parley/contracts';
import { knowledgeDocuments, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../../domain-error.ts';

type DocumentRow = typeof knowledgeDocuments.$inferSelect;

export const toKnowledgeDocument = (row: DocumentRow): KnowledgeDocument => ({
  document_id: row.id,
  name: row.name,
  type: row.type,
  bytes: row.bytes,
  sha256: row.sha256,
  pages: row.pages,
  characters: row.characters,
  passages: row.passages,
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
});

/** What the audit log keeps of a document. */
export const auditedDocument = ({ name, type, bytes, sha256, pages, passages }: DocumentRow) => ({
  name,
  type,
  bytes,
  sha256,
  pages,
  passages,
});

/** @throws DomainError `NOT_FOUND` */
export async function fetchDocumentRow(tx: TenantTx, documentId: KnowledgeDocumentId): Promise<DocumentRow> {
  const [row] = await tx.select().from(knowledgeDocuments).where(eq(knowledgeDocuments.id, documentId));
  if (!row) throw notFound('document');
  return row;
}
