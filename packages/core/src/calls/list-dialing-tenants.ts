import type { TenantId } from '@parley/contracts';
import { calls, type Database, withSystem } from '@parley/db';
import { asc, inArray } from 'drizzle-orm';

/** Whose calls are before their answer, whichever the direction: after a restart, for the dialer. */
export async function listDialingTenants({ db }: { db: Database }): Promise<TenantId[]> {
  const rows = await withSystem(db, (tx) =>
    tx
      .selectDistinct({ id: calls.tenantId })
      .from(calls)
      .where(inArray(calls.state, ['dialing', 'ringing']))
      .orderBy(asc(calls.tenantId)),
  );
  return rows.map(({ id }) => id);
}
