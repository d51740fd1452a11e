import { createHash } from 'node:crypto';
import { maxDocumentCharacters } from '@parley/contracts';
import { type DatabaseHandle, knowledgeChunks, knowledgeDocuments, withTenant } from '@parley/db';
import { openTestDatabase, openTimeoutMs } from '@parley/db/testing';
import { like, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ServiceContext } from '../../context.ts';
import { DomainError } from '../../domain-error.ts';
import type { DocumentContent, DocumentReader } from '../../ports/document-reader.ts';
import { auditOf, createTestTenant, type TestTenant } from '../../testing/index.ts';
import { createKnowledgeItem } from '../create-item.ts';
import { searchKnowledge } from '../search-knowledge.ts';
import { createKnowledgeDocument } from './create-document.ts';
import { deleteKnowledgeDocument } from './delete-document.ts';
import { getKnowledgeDocument, listDocumentPassages, listKnowledgeDocuments } from './get-document.ts';

let handle: DatabaseHandle;
let tenant: TestTenant;
let ctx: ServiceContext;
beforeAll(async () => {
  handle = await openTestDatabase();
}, openTimeoutMs);
afterAll(() => handle?.close());
beforeEach(async () => {
  tenant = await createTestTenant(handle.db);
  ctx = tenant.system;
  nothing = await counts();
});

const handbook: DocumentContent = {
  type: 'pdf',
  pages: 2,
  blocks: [
    { text: 'Rollerblades are to be left at the door.', heading: 'Entrance', page: 1 },
    { text: 'The sauna opens at six.', heading: 'Wellness', page: 2 },
  ],
};
const readerOf = (content: DocumentContent): DocumentReader => ({ read: async () => content });
const upload = (bytes = 'some bytes', content = handbook, name = 'house_rules-2026.pdf', own = ctx) =>
  createKnowledgeDocument({
    ctx: own,
    reader: readerOf(content),
    input: { name, bytes: Buffer.from(bytes) },
  });
const ask = (query: string, own = ctx) => searchKnowledge({ ctx: own, input: { query } });
const counts = (own = ctx) =>
  withTenant(handle.db, own.actor.tenantId, async (tx) => ({
    documents: await tx.$count(knowledgeDocuments),
    chunks: await tx.$count(knowledgeChunks, like(knowledgeChunks.itemId, 'doc%')),
    words: (await tx.execute(sql`select 1 from knowledge_words`)).rows.length,
  }));
/** A new tenant's. */
let nothing: Awaited<ReturnType<typeof counts>>;

describe('a document', () => {
  it('is read into passages that answers name, and is gone when it is deleted', async () => {
    const document = await upload();
    expect(document).toMatchObject({
      document_id: expect.stringMatching(/^doc_/),
      name: 'house_rules-2026.pdf',
      type: 'pdf',
      bytes: 10,
      sha256: createHash('sha256').update('some bytes').digest('hex'),
      pages: 2,
      passages: 2,
    });
    const documentId = document.document_id;
    expect(await getKnowledgeDocument({ ctx, documentId })).toEqual(document);
    const list = (limit: number) => listKnowledgeDocuments({ ctx, input: { limit } });
    expect(await list(5)).toEqual({ documents: [document], nextCursor: null });
    const [hit, ...others] = await ask('sauna');
    expect(others).toEqual([]);
    expect(hit).toEqual({
      document: { document_id: documentId, name: document.name, passage: 2, page: 2 },
      title: 'house rules 2026: Wellness',
      text: 'The sauna opens at six.',
      score: expect.any(Number),
    });
    const page = await listDocumentPassages({ ctx, documentId, input: { limit: 1 } });
    expect(page.passages).toMatchObject([{ passage: 1, page: 1, text: handbook.blocks[0]?.text }]);
    const input = { from: page.nextFrom ?? undefined, limit: 1 };
    const next = await listDocumentPassages({ ctx, documentId, input });
    expect(next).toMatchObject({ passages: [{ passage: 2 }], nextFrom: null });

    await deleteKnowledgeDocument({ ctx, documentId });
    expect(await ask('sauna')).toEqual([]);
    expect(await counts()).toEqual(nothing);
    await expect(getKnowledgeDocument({ ctx, documentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const audit = await auditOf(tenant);
    expect(audit.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['knowledge_document.create', 'knowledge_document.delete']),
    );
  });

  it('is found beside items, each by its own', async () => {
    await upload();
    const data = { question: 'Is there a sauna?', answer: 'Yes, in the cellar.' };
    const item = await createKnowledgeItem({ ctx, input: { category: 'faqs', data } });
    const hits = await ask('sauna');
    expect(hits.map((hit) => hit.item_id ?? hit.document?.name).sort()).toEqual(
      ['house_rules-2026.pdf', item.item_id].sort(),
    );
  });

  it('is there once, however often it is sent', async () => {
    const [first, second] = await Promise.allSettled([upload(), upload()]);
    const done = first.status === 'fulfilled' ? first : second;
    const refused = first.status === 'fulfilled' ? second : first;
    if (done.status !== 'fulfilled' || refused.status !== 'rejected') throw new Error('not one of each');
    expect(refused.reason).toMatchObject({
      code: 'CONFLICT',
      detail: expect.stringContaining(done.value.document_id),
    });
    await expect(upload()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await counts()).toMatchObject({ documents: 1, chunks: 2 });
    await upload('other bytes');
  });

  it('does not exist for another tenant', async () => {
    const { document_id: documentId } = await upload();
    const { system: other } = await createTestTenant(handle.db);
    const unknown = { code: 'NOT_FOUND' };
    await expect(getKnowledgeDocument({ ctx: other, documentId })).rejects.toMatchObject(unknown);
    await expect(deleteKnowledgeDocument({ ctx: other, documentId })).rejects.toMatchObject(unknown);
    const input = { limit: 5 };
    await expect(listDocumentPassages({ ctx: other, documentId, input })).rejects.toMatchObject(unknown);
    expect(await ask('sauna', other)).toEqual([]);
    expect(await counts()).toMatchObject({ documents: 1, chunks: 2 });
    // The same bytes are no news to one tenant, and say nothing to the other.
    await upload('some bytes', handbook, 'x.pdf', other);
  });

  it('is for viewers to read only', async () => {
    const { document_id: documentId } = await upload();
    const viewer = tenant.user('viewer');
    await getKnowledgeDocument({ ctx: viewer, documentId });
    const forbidden = { code: 'FORBIDDEN' };
    await expect(upload('x', handbook, 'x', viewer)).rejects.toMatchObject(forbidden);
    await expect(deleteKnowledgeDocument({ ctx: viewer, documentId })).rejects.toMatchObject(forbidden);
  });

  it('leaves nothing when it cannot be read, or is too long', async () => {
    const read = () => Promise.reject(new DomainError('DOCUMENT_BROKEN'));
    const input = { name: 'a', bytes: Buffer.from('a') };
    await expect(createKnowledgeDocument({ ctx, reader: { read }, input })).rejects.toMatchObject({
      code: 'DOCUMENT_BROKEN',
    });
    const long = 'word '.repeat(maxDocumentCharacters / 4);
    await expect(upload('a', { ...handbook, blocks: [{ text: long }] })).rejects.toMatchObject({
      code: 'DOCUMENT_TOO_LONG',
    });
    expect(await counts()).toEqual(nothing);
  });
});
