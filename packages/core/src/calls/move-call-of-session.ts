import type { CallEndReason, EndReason, SessionState } from '@parley/contracts';
import { calls, type sessions, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { fetchTenant } from '../tenants/tenant-row.ts';
import type { CallRow } from './call-row.ts';
import { moveCall } from './move-call.ts';

/** What the end of a conversation is for its call. */
export const endings: Record<EndReason, CallEndReason> = {
  stopped: 'stopped',
  caller_hung_up: 'caller_hung_up',
  agent_hung_up: 'agent_hung_up',
  caller_never_joined: 'no_answer',
  caller_idle: 'caller_idle',
  max_duration: 'max_duration',
  voicemail: 'voicemail',
  transferred: 'transferred',
  no_agent_available: 'no_agent_available',
  agent_never_joined: 'no_agent_available',
  agent_lost: 'agent_lost',
  livekit_unavailable: 'telephony_unavailable',
  room_lost: 'telephony_unavailable',
  internal_error: 'failed',
};

/**
 * What the room looks like before the answer when the telephone is gone. Of a dial, who dialled knows better what came
 * of it. Who calls in has given up: only their telephone holds the room while it rings, and it may have been there for
 * less time than passes between two looks.
 */
const ofTheRinging: readonly EndReason[] = ['caller_hung_up', 'caller_never_joined', 'room_lost'];

interface Moved {
  session: typeof sessions.$inferSelect;
  to: SessionState;
  reason: EndReason | null;
}

/** Takes a call along with its session, in the same transaction. */
export async function moveCallOfSession(
  tx: TenantTx,
  ctx: ServiceContext,
  { session, to, reason }: Moved,
): Promise<void> {
  const [call] = await tx.select().from(calls).where(eq(calls.sessionId, session.id)).for('update');
  if (!call || call.state === 'ended' || call.state === 'parked') return;
  // Of a call out it is the other telephone that says when it is answered.
  if (to === 'active' && call.direction === 'inbound') await moveCall(tx, ctx, call, { to: 'active' });
  const dialing = call.direction === 'outbound' && call.state !== 'active';
  if ((to === 'ended' || to === 'failed') && reason && !(dialing && ofTheRinging.includes(reason))) {
    await moveCall(tx, ctx, call, { to: 'ended', reason: await endingOf(tx, { session, call, reason }) });
  }
}

async function endingOf(
  tx: TenantTx,
  { session, call, reason }: { session: Moved['session']; call: CallRow; reason: EndReason },
): Promise<CallEndReason> {
  if (session.answerWith === 'unavailable_message') {
    const { status } = await fetchTenant(tx);
    return status === 'suspended' ? 'tenant_suspended' : 'quota_exceeded';
  }
  if (call.direction === 'outbound' && call.state !== 'active' && reason === 'stopped') return 'cancelled';
  if (call.transfer?.state === 'completed') return 'transferred';
  const rings = call.direction === 'inbound' && call.state === 'ringing';
  return rings && ofTheRinging.includes(reason) ? 'cancelled' : endings[reason];
}
