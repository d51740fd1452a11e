import type { CallId, CallState } from '@parley/contracts';
import { calls, sipTrunks, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { isStreamTrunk } from '../carriers/carrier-trunk.ts';
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
  /** It goes out by the carrier’s API, and its audio comes by a media stream. */
  byStream: boolean;
  /** The carrier’s id of the call, once it has taken one. */
  callRef: string | null;
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
      .select({ call: calls, trunk: sipTrunks })
      .from(calls)
      .leftJoin(sipTrunks, eq(sipTrunks.id, calls.trunkId))
      .where(eq(calls.id, callId));
    if (!found) return undefined;
    const { call, trunk } = found;
    const { id, state, fromNumber, toNumber, sessionId } = call;
    const session = sessionId ? await findSessionRow(tx, sessionId) : undefined;
    return {
      callId: id,
      state,
      from: fromNumber,
      to: toNumber,
      session,
      outboundRef: trunk?.outboundRef ?? null,
      byStream: trunk !== null && isStreamTrunk(trunk),
      callRef: call.sipCallRef,
    };
  });
}
