import { createHash } from 'node:crypto';
import {
  documentNameSchema,
  type KnowledgeDocument,
  maxDocumentBytes,
  maxDocumentCharacters,
  maxDocumentPassages,
  maxDocuments,
  newId,
} from '@parley/contracts';
import { knowledgeDocuments, type TenantTx, withTenant } from '@parley/db';
import { eq, sql } from 'drizzle-orm';
import { requireScope } from '../../access.ts';
import { appendAudit, auditActorOf } from '../../audit/append-audit.ts';
import type { ServiceContext } from '../../context.ts';
import { DomainError } from '../../domain-error.ts';
import { parseInput } from '../../parse-input.ts';
import type { DocumentContent, DocumentReader } from '../../ports/document-reader.ts';
import { storableText } from '../../storable.ts';
import { lockWords, replaceChunks } from '../write-chunks.ts';
import { auditedDocument, toKnowledgeDocument } from './document-row.ts';
import { splitDocument } from './split-document.ts';

interface CreateDocument {
  ctx: ServiceContext;
  reader: DocumentReader;
  input: { name: string; bytes: Uint8Array };
}

/**
 * Reads a file and makes its text searchable. The file itself is not kept, and nothing is when it cannot be read.
 * @throws DomainError `CONFLICT` naming the document that was made of the same bytes, `BODY_TOO_LARGE`, `DOCUMENT_…`,
 *   `QUOTA_EXCEEDED`
 */
export async function createKnowledgeDocument({
  ctx,
  reader,
  input,
}: CreateDocument): Promise<KnowledgeDocument> {
  requireScope(ctx, 'knowledge:write');
  const name = storableText(parseInput(documentNameSchema, input.name));
  const { bytes } = input;
  if (bytes.length > maxDocumentBytes)
    throw new DomainError(
      'BODY_TOO_LARGE',
      'A document may have 25 MB. Split it, or leave out its pictures.',
    );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { tenantId } = ctx.actor;
  // Before the work of reading; and again when it is written, for another may have been faster.
  await withTenant(ctx.db, tenantId, (tx) => refuseIfNotNew(tx, sha256));
  const content = await reader.read(bytes);
  const { passages, characters } = passagesOf(content, name);
  return withTenant(ctx.db, tenantId, async (tx) => {
    await lockWords(tx, tenantId);
    await refuseIfNotNew(tx, sha256);
    const [row] = await tx
      .insert(knowledgeDocuments)
      .values({
        id: newId('knowledgeDocument', ctx.now().getTime()),
        tenantId,
        name,
        type: content.type,
        bytes: bytes.length,
        sha256,
        pages: content.pages,
        characters,
        passages: passages.length,
        createdBy: auditActorOf(ctx.actor),
        createdAt: ctx.now(),
      })
      .returning();
    if (!row) throw new Error('the document was not written');
    const chunks = passages.map((passage) => ({ ...passage, item_id: row.id }));
    await replaceChunks(tx, { tenantId, removed: [], chunks });
    await appendAudit(tx, ctx, {
      action: 'knowledge_document.create',
      target: { type: 'knowledge_document', id: row.id },
      after: auditedDocument(row),
    });
    return toKnowledgeDocument(row);
  });
}

async function refuseIfNotNew(tx: TenantTx, sha256: string): Promise<void> {
  const table = knowledgeDocuments;
  const [same] = await tx.select().from(table).where(eq(table.sha256, sha256));
  if (same)
    throw new DomainError(
      'CONFLICT',
      `The same file is there already, as ${same.id} (${same.name}). To have it read anew, delete that one first.`,
    );
  const [counted] = await tx.select({ count: sql<number>`count(*)::int` }).from(table);
  if ((counted?.count ?? 0) >= maxDocuments)
    throw new DomainError('QUOTA_EXCEEDED', `There may be ${maxDocuments} documents. Delete one first.`);
}

function passagesOf({ blocks }: DocumentContent, name: string) {
  const subject = subjectOf(name);
  const passages = splitDocument(blocks).map(({ text, heading, page }, part) => ({
    part,
    title: storableText(heading ? `${subject}: ${heading}` : subject),
    text: storableText(text),
    keywords: '',
    page: page ?? null,
  }));
  const characters = passages.reduce((sum, { text }) => sum + text.length, 0);
  if (characters > maxDocumentCharacters || passages.length > maxDocumentPassages)
    throw new DomainError(
      'DOCUMENT_TOO_LONG',
      `A document may have ${maxDocumentCharacters} characters and ${maxDocumentPassages} passages. Split it.`,
    );
  if (characters === 0)
    throw new DomainError(
      'DOCUMENT_WITHOUT_TEXT',
      'There is no text in this file, so nothing can be found in it.',
    );
  return { passages, characters };
}

/** What a file is about, as far as its name tells: "price-list_2026.pdf" is about the price list 2026. */
const subjectOf = (name: string): string =>
  name
    .replace(/\.[a-z]{2,5}$/i, '')
    .replace(/[-_.\s]+/g, ' ')
    .trim() || name;
