import type { TenantId } from '@parley/contracts';
import { type Database, tenants, withSystem } from '@parley/db';
import { asc } from 'drizzle-orm';

/** All tenants of the installation, for operators. */
export async function listTenantIds({ db }: { db: Database }): Promise<TenantId[]> {
  const rows = await withSystem(db, (tx) =>
    tx.select({ id: tenants.id }).from(tenants).orderBy(asc(tenants.id)),
  );
  return rows.map(({ id }) => id);
}
