import type { TenantId } from '@parley/contracts';
import { openDatabase, tenants, withTenant } from '../index.ts';

// Run by a test in a process of its own: counts up in the tenant's name and tells each count once it is written.
const [, , dataDir, tenantId] = process.argv as [string, string, string, TenantId];
const { db } = await openDatabase({ dataDir });
await withTenant(db, tenantId, (tx) => tx.insert(tenants).values({ id: tenantId, name: '0' }));
for (let count = 1; ; count += 1) {
  await withTenant(db, tenantId, (tx) => tx.update(tenants).set({ name: String(count) }));
  process.send?.(count);
}
