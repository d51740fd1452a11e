import type { CallId, TenantId } from '@parley/contracts';
import { calls, type Database, withSystem, withTenant } from '@parley/db';
import { asc, eq, sql } from 'drizzle-orm';

/** Every tenant's calls that are on their way to somebody: after a restart nobody carries them any further. */
export async function listOpenTransfers({
  db,
}: {
  db: Database;
}): Promise<{ tenantId: TenantId; callId: CallId }[]> {
  const tenants = await withSystem(db, (tx) =>
    tx.selectDistinct({ id: calls.tenantId }).from(calls).where(eq(calls.state, 'active')),
  );
  const found = await Promise.all(tenants.map(({ id }) => openOf(db, id)));
  return found.flat();
}

/** What a call is about the system's own role may not read. */
const openOf = (db: Database, tenantId: TenantId) =>
  withTenant(db, tenantId, (tx) =>
    tx
      .select({ tenantId: calls.tenantId, callId: calls.id })
      .from(calls)
      .where(sql`${calls.state} = 'active' and ${calls.transfer} ->> 'state' not in ('completed', 'failed')`)
      .orderBy(asc(calls.id)),
  );
