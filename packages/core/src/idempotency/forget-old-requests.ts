import { type Database, idempotencyKeys, tenants, withSystem, withTenant } from '@parley/db';
import { lt } from 'drizzle-orm';
import { keepMs } from './keep-ms.ts';

/**
 * Removes what was kept for idempotency keys that are too old to be sent again, each tenant's in a transaction of its
 * own. Any number of processes may do so at once.
 * @returns how many were removed.
 */
export async function forgetOldRequests({ db, now }: { db: Database; now: Date }): Promise<number> {
  const ids = await withSystem(db, (tx) => tx.select({ id: tenants.id }).from(tenants));
  const old = lt(idempotencyKeys.createdAt, new Date(now.getTime() - keepMs));
  let forgotten = 0;
  for (const { id } of ids) {
    const gone = await withTenant(db, id, (tx) =>
      tx.delete(idempotencyKeys).where(old).returning({ key: idempotencyKeys.key }),
    );
    forgotten += gone.length;
  }
  return forgotten;
}
