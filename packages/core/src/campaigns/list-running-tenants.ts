import type { TenantId } from '@parley/contracts';
import { calls, campaigns, type Database, withSystem } from '@parley/db';
import { and, asc, count, eq, inArray, isNull, lte, or } from 'drizzle-orm';
import { liveCallStates } from '../calls/call-transitions.ts';

interface RunningTenants {
  /** Whose campaigns are running; in the order of their ids. */
  tenantIds: TenantId[];
  /** Of all tenants: calls that hold a line, or are due and will. */
  open: number;
}

/** Across tenants: for the job that fills campaigns, which then acts as `system` of each. */
export function listRunningTenants({ db, now }: { db: Database; now: Date }): Promise<RunningTenants> {
  return withSystem(db, async (tx) => {
    const rows = await tx
      .selectDistinct({ id: campaigns.tenantId })
      .from(campaigns)
      .where(eq(campaigns.state, 'running'))
      .orderBy(asc(campaigns.tenantId));
    if (rows.length === 0) return { tenantIds: [], open: 0 };
    const due = and(
      or(isNull(calls.scheduledAt), lte(calls.scheduledAt, now)),
      or(isNull(calls.nextAttemptAt), lte(calls.nextAttemptAt, now)),
    );
    const [open] = await tx
      .select({ count: count(calls.id) })
      .from(calls)
      .where(or(inArray(calls.state, [...liveCallStates]), and(eq(calls.state, 'queued'), due)));
    return { tenantIds: rows.map(({ id }) => id), open: open?.count ?? 0 };
  });
}
