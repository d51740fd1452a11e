import type { KnowledgeDocumentId, KnowledgeHit, KnowledgeItemId } from '@parley/contracts';
import { knowledgeChunks, knowledgeDocuments, withTenant } from '@parley/db';
import { and, eq, inArray } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';

/** A row of `search_knowledge_chunks`: `item_id` is the item's, or the document's. */
export type FoundChunk = Record<string, unknown> & {
  item_id: string;
  part: number;
  title: string;
  text: string;
  score: number;
};

/** Chunks as hits that name where they are from: the item, or the document with its passage and page. */
export async function nameSources(ctx: ServiceContext, chunks: FoundChunk[]): Promise<KnowledgeHit[]> {
  const documents = await documentsOf(ctx, chunks);
  return chunks.flatMap(({ item_id, part, title, text, score }): KnowledgeHit[] => {
    if (!isOfDocument(item_id)) return [{ item_id: item_id as KnowledgeItemId, title, text, score }];
    const of = documents.find((row) => row.id === item_id && row.part === part);
    // Deleted while it was searched for.
    if (!of) return [];
    const document = { document_id: of.id, name: of.name, passage: part + 1, page: of.page };
    return [{ document, title, text, score }];
  });
}

const isOfDocument = (id: string): boolean => id.startsWith('doc_');

async function documentsOf({ db, actor }: ServiceContext, chunks: FoundChunk[]) {
  const ids = chunks.map(({ item_id }) => item_id).filter(isOfDocument) as KnowledgeDocumentId[];
  if (ids.length === 0) return [];
  const parts = chunks.filter(({ item_id }) => isOfDocument(item_id)).map(({ part }) => part);
  const { id, name } = knowledgeDocuments;
  const { itemId, part, page, ofDocument } = knowledgeChunks;
  return withTenant(db, actor.tenantId, (tx) =>
    tx
      .select({ id, name, part, page })
      .from(knowledgeChunks)
      .innerJoin(knowledgeDocuments, eq(id, ofDocument))
      .where(and(inArray(itemId, ids), inArray(part, parts))),
  );
}
