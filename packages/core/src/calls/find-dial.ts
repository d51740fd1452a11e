import type { CallId, CallState } from '@parley/contracts';
import { calls, sipTrunks, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { findSessionRow, type SessionRow } from '../sessions/session-row.ts';

/** What it takes to dial a call that has been claimed, as things stand now. */
export interface PlannedDial {
  callId: CallId;
  state: CallState;
  from: string | null;
  to: string;
  session: SessionRow | undefined;
  /** The SIP service's name of the trunk. */
  outboundRef: string | null;
}

/** Undefined where there is no such call any more. */
export async function findDial({
  ctx,
  callId,
}: {
  ctx: ServiceContext;
  callId: CallId;
}): Promise<PlannedDial | undefined> {
  requireScope(ctx, 'calls:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [found] = await tx
      .select({ call: calls, outboundRef: sipTrunks.outboundRef })
      .from(calls)
      .leftJoin(sipTrunks, eq(sipTrunks.id, calls.trunkId))
      .where(eq(calls.id, callId));
    if (!found) return undefined;
    const { id, state, fromNumber, toNumber, sessionId } = found.call;
    const session = sessionId ? await findSessionRow(tx, sessionId) : undefined;
    return { callId: id, state, from: fromNumber, to: toNumber, session, outboundRef: found.outboundRef };
  });
}
