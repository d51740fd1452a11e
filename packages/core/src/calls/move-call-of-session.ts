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
  no_agent_available: 'no_agent_available',
  agent_never_joined: 'no_agent_available',
  agent_lost: 'agent_lost',
  livekit_unavailable: 'telephony_unavailable',
  room_lost: 'telephony_unavailable',
  internal_error: 'failed',
};

/** Before the answer these are what a dial looks like from the room: what came of it, who dialled knows better. */
const ofTheDial: readonly EndReason[] = ['caller_hung_up', 'caller_never_joined', 'room_lost'];

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
  if ((to === 'ended' || to === 'failed') && reason && !(dialing && ofTheDial.includes(reason))) {
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
  const gaveUp = reason === 'caller_hung_up' || reason === 'caller_never_joined';
  return gaveUp && call.direction === 'inbound' && call.state === 'ringing' ? 'cancelled' : endings[reason];
}
