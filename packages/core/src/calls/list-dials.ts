import type { CallId, DialRecord } from '@parley/contracts';
import { calls, dials, withTenant } from '@parley/db';
import { asc, eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';

/** A call is looked at again every so often for three days at most; more than this are not shown. */
const most = 200;

/** What the gate has said of a call, oldest first, with the evidence. @throws DomainError `NOT_FOUND` */
export async function listDials({
  ctx,
  callId,
}: {
  ctx: ServiceContext;
  callId: CallId;
}): Promise<DialRecord[]> {
  requireScope(ctx, 'calls:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [call] = await tx.select({ id: calls.id }).from(calls).where(eq(calls.id, callId));
    if (!call) throw notFound('call');
    const rows = await tx
      .select()
      .from(dials)
      .where(eq(dials.callId, callId))
      .orderBy(asc(dials.decidedAt), asc(dials.id))
      .limit(most);
    return rows.map(toDial);
  });
}

const toDial = (row: typeof dials.$inferSelect): DialRecord => ({
  dial_id: row.id,
  kind: row.kind,
  to: row.toNumber,
  purpose: row.purpose,
  decision: row.decision,
  cents_per_minute: row.centsPerMinute,
  reserved_cents: row.reservedCents,
  cost_cents: row.costCents,
});
