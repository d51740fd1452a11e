import type { KnowledgeCategory, KnowledgeDocumentId, KnowledgeItemId, TenantId } from '@parley/contracts';
import type { TenantTx } from '@parley/db';
import { sql } from 'drizzle-orm';
import { categoryWords } from './render/category-words.ts';
import { renderItem } from './render/render-item.ts';
import { splitText } from './split-text.ts';

interface WriteChunks {
  tenantId: TenantId;
  /** Items that are gone or changed. */
  removed: KnowledgeItemId[];
  written: { id: KnowledgeItemId; category: KnowledgeCategory; data: Record<string, unknown> }[];
}

/**
 * Brings what is searched to what the items say, and keeps count of the words. To be called after the items were
 * written and while removed ones are still there: their chunks go with them, uncounted.
 */
export async function writeChunks(tx: TenantTx, { tenantId, removed, written }: WriteChunks): Promise<void> {
  await lockWords(tx, tenantId);
  await replaceChunks(tx, { tenantId, removed, chunks: written.flatMap(chunksOf) });
}

/** Writers of one tenant's word counts wait for each other, rather than for each other's rows in a circle. */
export const lockWords = (tx: TenantTx, tenantId: TenantId) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`knowledge ${tenantId}`}, 0))`);

type ChunkOwnerId = KnowledgeItemId | KnowledgeDocumentId;

interface Chunk {
  item_id: ChunkOwnerId;
  part: number;
  title: string;
  text: string;
  keywords: string;
  page?: number | null;
}

interface ReplaceChunks {
  tenantId: TenantId;
  removed: ChunkOwnerId[];
  chunks: Chunk[];
}

/** The same for what is already cut into chunks. The words must be locked. */
export async function replaceChunks(tx: TenantTx, { tenantId, removed, chunks }: ReplaceChunks) {
  if (removed.length > 0) await removeChunks(tx, tenantId, removed);
  if (chunks.length > 0) await addChunks(tx, tenantId, chunks);
}

async function removeChunks(tx: TenantTx, tenantId: TenantId, ids: ChunkOwnerId[]) {
  await tx.execute(sql`
    with gone as (
      delete from knowledge_chunks
      where tenant_id = ${tenantId} and item_id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
      returning search_vector
    ), lost as (
      select lexeme as word, count(*)::int as chunks from gone, unnest(gone.search_vector) group by lexeme
      union all select '', count(*)::int from gone
    )
    update knowledge_words set chunks = knowledge_words.chunks - lost.chunks
    from lost where knowledge_words.tenant_id = ${tenantId} and knowledge_words.word = lost.word
  `);
  await tx.execute(sql`delete from knowledge_words where tenant_id = ${tenantId} and chunks <= 0`);
}

async function addChunks(tx: TenantTx, tenantId: TenantId, chunks: Chunk[]) {
  await tx.execute(sql`
    with made as (
      insert into knowledge_chunks (tenant_id, item_id, part, title, text, keywords, page)
      select ${tenantId}, item_id, part, title, text, keywords, page
      from jsonb_to_recordset(${JSON.stringify(chunks)}::jsonb)
        as chunk(item_id text, part int, title text, text text, keywords text, page int)
      returning search_vector
    ), found as (
      select lexeme as word, count(*)::int as chunks from made, unnest(made.search_vector) group by lexeme
      union all select '', count(*)::int from made
    )
    insert into knowledge_words (tenant_id, word, chunks)
    select ${tenantId}, word, chunks from found
    on conflict (tenant_id, word) do update set chunks = knowledge_words.chunks + excluded.chunks
  `);
}

function chunksOf({ id, category, data }: WriteChunks['written'][number]): Chunk[] {
  const { title, text, keywords } = renderItem(category, data);
  const words = [...keywords, categoryWords[category] ?? ''].filter(Boolean).join(', ');
  return splitText(text).map((passage, part) => ({
    item_id: id,
    part,
    title,
    text: passage,
    keywords: words,
  }));
}
