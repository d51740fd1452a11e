import { createHash } from 'node:crypto';
import type { TenantId } from '@parley/contracts';
import { type Database, withTenant } from '@parley/db';
import { sql } from 'drizzle-orm';
import type { Embedder } from '../../ports/embedder.ts';
import { listTenantIds } from '../../tenants/list-tenant-ids.ts';

const batch = 64;

interface EmbedKnowledge {
  db: Database;
  embedder: Embedder;
  signal?: AbortSignal;
}

/**
 * Embeds every passage that has no embedding of the model: new ones, changed ones, and all after the model was changed.
 * What is done is kept batch by batch, so that it may be ended at any point and goes on from there.
 * @returns how many were embedded.
 * @throws Error when the provider fails; the rest is for the next time.
 */
export async function embedKnowledge({ db, embedder, signal }: EmbedKnowledge): Promise<number> {
  let done = 0;
  for (const tenantId of await listTenantIds({ db })) {
    for (let more = true; more && !signal?.aborted; ) {
      const embedded = await embedBatch({ db, embedder, signal, tenantId });
      done += embedded;
      more = embedded > 0;
    }
  }
  return done;
}

type Pending = Record<string, unknown> & { item_id: string; part: number; title: string; text: string };

async function embedBatch({
  db,
  embedder,
  signal,
  tenantId,
}: EmbedKnowledge & { signal: AbortSignal | undefined; tenantId: TenantId }): Promise<number> {
  const { model } = embedder;
  const { rows } = await withTenant(db, tenantId, (tx) =>
    tx.execute<Pending>(sql`
      select c.item_id, c.part, c.title, c.text
      from knowledge_chunks c left join knowledge_embeddings e using (tenant_id, item_id, part)
      where c.tenant_id = ${tenantId} and e.model is distinct from ${model}
      limit ${batch}
    `),
  );
  if (rows.length === 0) return 0;
  // Not in a transaction: the provider may take its time.
  const vectors = await embedder.embed(rows.map(textOf), signal);
  const embedded = rows.map((row, index) => ({
    item_id: row.item_id,
    part: row.part,
    digest: createHash('md5').update(textOf(row)).digest('hex'),
    embedding: vectors[index],
  }));
  // Only for passages that are still what was embedded.
  await withTenant(db, tenantId, (tx) =>
    tx.execute(sql`
      insert into knowledge_embeddings (tenant_id, item_id, part, model, embedding)
      select c.tenant_id, c.item_id, c.part, ${model}, v.embedding
      from jsonb_to_recordset(${JSON.stringify(embedded)}::jsonb)
        as v(item_id text, part int, digest text, embedding real[])
      join knowledge_chunks c on c.tenant_id = ${tenantId} and c.item_id = v.item_id and c.part = v.part
      where md5(c.title || E'\\n' || c.text) = v.digest
      on conflict (tenant_id, item_id, part) do update set model = excluded.model, embedding = excluded.embedding
    `),
  );
  return rows.length;
}

const textOf = ({ title, text }: Pending): string => `${title}\n${text}`;
