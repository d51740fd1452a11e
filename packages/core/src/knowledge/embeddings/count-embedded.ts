import { type Database, withTenant } from '@parley/db';
import { sql } from 'drizzle-orm';
import { listTenantIds } from '../../tenants/list-tenant-ids.ts';

/** How far the embedding has come, over all tenants, for operators. */
export async function countEmbedded({ db, model }: { db: Database; model: string }) {
  let passages = 0;
  let embedded = 0;
  for (const tenantId of await listTenantIds({ db })) {
    const { rows } = await withTenant(db, tenantId, (tx) =>
      tx.execute<{ passages: number; embedded: number }>(sql`
        select (select count(*)::int from knowledge_chunks) as passages,
          (select count(*)::int from knowledge_embeddings where model = ${model}) as embedded
      `),
    );
    passages += rows[0]?.passages ?? 0;
    embedded += rows[0]?.embedded ?? 0;
  }
  return { passages, embedded };
}
