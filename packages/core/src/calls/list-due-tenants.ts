import type { TenantId } from '@parley/contracts';
import { calls, type Database, withSystem } from '@parley/db';
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import { liveCallStates } from './call-transitions.ts';
import { isDue } from './is-due.ts';

interface DueCalls {
  /** Whose calls out are due; in the order of their ids. */
  tenantIds: TenantId[];
  /** Of all tenants and in both directions: calls that hold a line. */
  live: number;
}

/** What there is to dial, across tenants: for the dialer, which then acts as `system` of each. */
export function listDueTenants({ db, now }: { db: Database; now: Date }): Promise<DueCalls> {
  return withSystem(db, async (tx) => {
    const rows = await tx
      .selectDistinct({ id: calls.tenantId })
      .from(calls)
      .where(and(eq(calls.state, 'queued'), isDue(now)))
      .orderBy(asc(calls.tenantId));
    const [live] = await tx
      .select({ count: count(calls.id) })
      .from(calls)
      .where(inArray(calls.state, [...liveCallStates]));
    return { tenantIds: rows.map(({ id }) => id), live: live?.count ?? 0 };
  });
}
