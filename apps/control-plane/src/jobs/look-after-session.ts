import { findSession, findTransfer, type ServiceContext, type SessionRow } from '@parley/core';
import { LiveKitError } from '@parley/telephony';
import { carryOut } from './carry-out.ts';
import { decide, type SessionFacts } from './decide.ts';
import { finishSession } from './finish-session.ts';
import type { RoomView } from './observation.ts';
import { observeRoom } from './observe-room.ts';
import { remember } from './remember.ts';
import { composeRoomMetadata } from './room-metadata.ts';
import type { SessionWatch } from './session-watch.ts';
import { type SupervisorContext, systemContext } from './supervisor-context.ts';

export type LookResult = { over: true } | { over: false; againInMs: number | undefined };

/** Looks once at a session and its room, and does what is needed now. Harmless to repeat at any time. */
export async function lookAfterSession(context: SupervisorContext, watch: SessionWatch): Promise<LookResult> {
  const { clock, timings } = context;
  const ctx = systemContext(context, watch.tenantId);
  const session = await findSession({ ctx, sessionId: watch.sessionId });
  if (!session || session.state === 'ended' || session.state === 'failed') return { over: true };
  const { state } = session;
  if (state === 'ending') {
    await finishSession(context, { session, reason: session.endReason ?? 'internal_error' });
    return { over: true };
  }
  adoptRunningDispatch(context, watch, session);
  try {
    const view = await tryToObserve(context, session);
    const callerWasSeen = watch.memory.callerSeen;
    watch.memory = remember(watch.memory, view, clock.now());
    if (view && !view.callerSeen && !callerWasSeen && watch.memory.callerSeen) {
      await noteCallerInRoom(context, session);
    }
    const facts = { ...factsOf(session), state, bridged: await isBridged(ctx, session) };
    const decision = decide({ session: facts, memory: watch.memory, view, now: clock.now(), timings });
    return { over: false, againInMs: await carryOut(context, { watch, session, decision }) };
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    context.log.warn({ err: error, sessionId: session.id }, 'LiveKit failed while looking after a session');
    return { over: false, againInMs: timings.doubtPollMs };
  }
}

/** After a restart an agent may be on its way already: it gets the time of a first try. */
function adoptRunningDispatch({ clock }: SupervisorContext, watch: SessionWatch, session: SessionRow): void {
  if (watch.fresh && session.state === 'connecting' && !watch.memory.attempt) {
    watch.memory = { ...watch.memory, attempt: { number: 1, startedAt: clock.now() } };
  }
  watch.fresh = false;
}

async function tryToObserve(context: SupervisorContext, session: SessionRow): Promise<RoomView | undefined> {
  try {
    return await observeRoom(context, session);
  } catch (error) {
    if (!(error instanceof LiveKitError)) throw error;
    context.log.warn({ err: error, sessionId: session.id }, 'room not seen');
    return undefined;
  }
}

/** So that a control plane that is started later knows whether a missing caller has left or never came. */
async function noteCallerInRoom({ rooms }: SupervisorContext, session: SessionRow): Promise<void> {
  await rooms.setRoomMetadata({
    livekitRoom: session.livekitRoom,
    metadata: composeRoomMetadata(session.id, true),
  });
}

/** Only after a warm transfer are there two persons. */
async function isBridged(ctx: ServiceContext, { id, channel }: SessionRow): Promise<boolean> {
  if (channel !== 'phone') return false;
  const found = await findTransfer({ ctx, input: { sessionId: id } });
  return found?.transfer.mode === 'warm' && found.transfer.state === 'completed';
}

const factsOf = (session: SessionRow): Omit<SessionFacts, 'state' | 'bridged'> => ({
  activeAt: session.activeAt?.getTime(),
  maxDurationMs: session.config.limits.max_duration_s * 1000,
  callerJoinMs: session.config.limits.caller_join_s * 1000,
});
