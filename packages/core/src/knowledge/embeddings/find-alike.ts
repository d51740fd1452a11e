import type { TenantTx } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { Embedder } from '../../ports/embedder.ts';
import type { FoundChunk } from '../name-sources.ts';

interface FindAlike {
  embedder: Pick<Embedder, 'model' | 'minSimilarity'>;
  vector: number[];
  limit: number;
}

/**
 * The tenant's passages that mean alike, the nearest first: each of them is looked at, under the policy of the table.
 * Of the model and of as many dimensions as the question only.
 */
export async function findAlike(tx: TenantTx, { embedder, vector, limit }: FindAlike): Promise<FoundChunk[]> {
  const asked = `[${vector.join(',')}]`;
  const { rows } = await tx.execute<FoundChunk>(sql`
    with nearest as (
      select tenant_id, item_id, part, 1 - (embedding::vector <=> ${asked}::vector) as score
      from (
        select * from knowledge_embeddings
        where tenant_id = (select current_setting('app.tenant_id', true))
          and model = ${embedder.model} and cardinality(embedding) = ${vector.length}
        offset 0
      ) as comparable
      order by score desc limit ${limit}
    )
    select item_id, part, title, text, score
    from nearest join knowledge_chunks using (tenant_id, item_id, part)
    where score >= ${embedder.minSimilarity}
    order by score desc, item_id, part
  `);
  return rows;
}
