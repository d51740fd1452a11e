import type { TenantId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import { withTenant } from '../with-role.ts';

export interface TestChunk {
  /** The item's id; it gets this one chunk. */
  id: string;
  title: string;
  text: string;
  keywords: string;
}

/** Many chunks at once, each of an item of its own, past the verbs. `countWords` must follow. */
export const insertChunks = (db: Database, tenantId: TenantId, chunks: TestChunk[]): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    const rows = sql`jsonb_to_recordset(${JSON.stringify(chunks)}::jsonb) as c(id text, title text, text text, keywords text)`;
    await tx.execute(sql`
      insert into knowledge_items (id, tenant_id, category, title) select id, ${tenantId}, 'faqs', title from ${rows}
    `);
    await tx.execute(sql`
      insert into knowledge_chunks (tenant_id, item_id, part, title, text, keywords)
      select ${tenantId}, id, 0, title, text, keywords from ${rows}
    `);
  });

/** Counts the words of all chunks anew, as the verbs do chunk by chunk. */
export const countWords = (db: Database, tenantId: TenantId): Promise<void> =>
  withTenant(db, tenantId, async (tx) => {
    await tx.execute(sql`delete from knowledge_words`);
    await tx.execute(sql`
      insert into knowledge_words (tenant_id, word, chunks)
      select ${tenantId}, lexeme, count(*) from knowledge_chunks, unnest(search_vector) group by lexeme
      union all select ${tenantId}, '', count(*) from knowledge_chunks
    `);
  });
