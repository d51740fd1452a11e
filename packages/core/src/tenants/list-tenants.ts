import type { TenantId, TenantStatus } from '@parley/contracts';
import { type Database, tenants, withTenant } from '@parley/db';
import { listTenantIds } from './list-tenant-ids.ts';

interface ListedTenant {
  tenant_id: TenantId;
  name: string;
  status: TenantStatus;
  created_at: string;
}

/** All tenants of the installation by name and status, for operators; the oldest first. */
export async function listTenants({ db }: { db: Database }): Promise<ListedTenant[]> {
  const listed: ListedTenant[] = [];
  for (const tenantId of await listTenantIds({ db })) {
    // Names are the tenants' own: only the ids can be read across all of them.
    const [row] = await withTenant(db, tenantId, (tx) => tx.select().from(tenants));
    if (!row) continue;
    const { name, status, createdAt } = row;
    listed.push({ tenant_id: tenantId, name, status, created_at: createdAt.toISOString() });
  }
  return listed;
}
