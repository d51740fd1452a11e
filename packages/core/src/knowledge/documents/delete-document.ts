import type { KnowledgeDocumentId } from '@parley/contracts';
import { knowledgeDocuments, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../../access.ts';
import { appendAudit } from '../../audit/append-audit.ts';
import type { ServiceContext } from '../../context.ts';
import { lockWords, replaceChunks } from '../write-chunks.ts';
import { auditedDocument, fetchDocumentRow } from './document-row.ts';

interface DeleteDocument {
  ctx: ServiceContext;
  documentId: KnowledgeDocumentId;
}

/** Takes a document out, and its passages with it. @throws DomainError `NOT_FOUND` */
export async function deleteKnowledgeDocument({ ctx, documentId }: DeleteDocument): Promise<void> {
  requireScope(ctx, 'knowledge:write');
  const { tenantId } = ctx.actor;
  await withTenant(ctx.db, tenantId, async (tx) => {
    await lockWords(tx, tenantId);
    const row = await fetchDocumentRow(tx, documentId);
    await replaceChunks(tx, { tenantId, removed: [documentId], chunks: [] });
    await tx.delete(knowledgeDocuments).where(eq(knowledgeDocuments.id, documentId));
    await appendAudit(tx, ctx, {
      action: 'knowledge_document.delete',
      target: { type: 'knowledge_document', id: documentId },
      before: auditedDocument(row),
    });
  });
}
