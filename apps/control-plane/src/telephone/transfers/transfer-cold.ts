import type { TransferFailure } from '@parley/contracts';
import type { TransferPlan } from '@parley/core';
import { LiveKitError } from '@parley/telephony';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { noteAndTell } from './note-and-tell.ts';
import type { TransferContext, TransferKey } from './transfer-context.ts';

/** Has the caller's own telephone call somebody else. When that has worked the call is over here. */
export async function transferCold(
  context: TransferContext,
  key: TransferKey,
  { refer: to, ringS }: Extract<TransferPlan, { mode: 'cold' }>,
): Promise<void> {
  const { livekitRoom } = key.session;
  const identity = await telephoneIn(context, livekitRoom);
  if (typeof identity !== 'string') {
    await noteAndTell(context, key, { to: 'failed', ...identity });
    return;
  }
  const result = await context.refer({ livekitRoom, identity, to, ringS });
  if (context.stopping()) return;
  if (!result.transferred) {
    const { failure, detail } = result;
    await noteAndTell(context, key, { to: 'failed', failure, detail });
    return;
  }
  await noteAndTell(context, key, { to: 'completed' });
  await context.supervisor.end(key.session, systemContext(context, key.tenantId), 'transferred');
}

/** Whose telephone it is, within the room, or why that is not to be known. */
async function telephoneIn(
  { rooms }: TransferContext,
  livekitRoom: string,
): Promise<string | { failure: TransferFailure; detail?: string }> {
  try {
    const participants = await rooms.listParticipants(livekitRoom);
    const telephone = participants.find(({ kind, sip }) => kind === 'caller' && sip);
    return telephone?.identity ?? { failure: 'caller_hung_up' };
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    return { failure: 'telephony_unavailable', detail: error.message };
  }
}
