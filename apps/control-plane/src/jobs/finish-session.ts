import { type EndReason, failedReasons } from '@parley/contracts';
import type { ServiceContext, SessionRow } from '@parley/core';
import { deleteRoomForGood } from './delete-room-for-good.ts';
import { moveSession } from './move-session.ts';
import { outcomeMessage } from './outcome-message.ts';
import type { SupervisorContext } from './supervisor-context.ts';

interface FinishSession {
  session: SessionRow;
  reason: EndReason;
  /** Who wants it; the system unless told. */
  as?: ServiceContext;
}

const isFailure = (reason: EndReason): boolean => (failedReasons as readonly EndReason[]).includes(reason);

/**
 * Brings a session to its end: says so in its row, tells its jobs, removes the room, takes the jobs' last reports,
 * and writes the final state, which viewers are then told. Begun by a process that died, it can be begun again.
 */
export async function finishSession(
  context: SupervisorContext,
  { session, reason, as }: FinishSession,
): Promise<void> {
  const { hub, timings } = context;
  if (session.state !== 'ending') await moveSession(context, session, { to: 'ending', reason, as });
  const channel = hub.channelOf(session);
  channel.endWorkers(reason);
  // Without LiveKit there is no hope to see the room go; the sweeper will find it.
  const withinMs = reason === 'livekit_unavailable' ? 0 : timings.deleteRoomMs;
  await deleteRoomForGood(context, { livekitRoom: session.livekitRoom, withinMs });
  await channel.workersGone(timings.lastReportsMs);
  const to = isFailure(reason) ? 'failed' : 'ended';
  await moveSession(context, session, { to, reason, message: outcomeMessage(reason) });
  hub.release(session.id);
}
