import type { CallEndReason, CallId, CallState } from '@parley/contracts';
import { calls, type TenantTx, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { findSessionRow } from '../sessions/session-row.ts';
import { type CallRow, lockCall } from './call-row.ts';
import { moveCall } from './move-call.ts';
import { endings } from './move-call-of-session.ts';

/** What has become of a dial. */
export type DialNews =
  /** The carrier has taken it, under this id. */
  | { now: 'dialing'; sipCallRef: string }
  | { now: 'ringing' }
  | { now: 'active'; sipCallRef?: string | undefined }
  | { now: 'ended'; reason: CallEndReason; detail?: string | undefined; sipStatus?: number | undefined }
  /** Nobody can know any more. */
  | { now: 'parked'; detail: string };

interface NoteDial {
  ctx: ServiceContext;
  callId: CallId;
  input: DialNews;
}

/**
 * Writes down what has become of a call out that was claimed. What is older than what is known already, for example
 * that it rings after it was answered, changes nothing.
 * @returns the state that the call has now.
 */
export async function noteDial({ ctx, callId, input: news }: NoteDial): Promise<CallState> {
  requireScope(ctx, 'calls:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const call = await lockCall(tx, callId);
    if (call.state !== 'dialing' && call.state !== 'ringing') return call.state;
    switch (news.now) {
      case 'dialing': {
        const { sipCallRef } = news;
        await tx.update(calls).set({ sipCallRef }).where(eq(calls.id, callId));
        return call.state;
      }
      case 'ringing':
        return (await moveCall(tx, ctx, call, { to: 'ringing' })).state;
      case 'active':
        return answered(tx, ctx, call, news.sipCallRef);
      case 'parked':
        return (await moveCall(tx, ctx, call, { to: 'parked', detail: news.detail })).state;
      case 'ended': {
        const { reason, detail, sipStatus } = news;
        const set = { sipStatus: sipStatus ?? null };
        return (await moveCall(tx, ctx, call, { to: 'ended', reason, ...(detail && { detail }), set })).state;
      }
    }
  });
}

/** The conversation may have ended before this was known: then the call is over with it. */
async function answered(
  tx: TenantTx,
  ctx: ServiceContext,
  call: CallRow,
  sipCallRef: string | undefined,
): Promise<CallState> {
  const active = await moveCall(tx, ctx, call, { to: 'active', ...(sipCallRef && { set: { sipCallRef } }) });
  const session = call.sessionId ? await findSessionRow(tx, call.sessionId) : undefined;
  if (!session?.endedAt) return active.state;
  const reason = endings[session.endReason ?? 'internal_error'];
  return (await moveCall(tx, ctx, active, { to: 'ended', reason })).state;
}
