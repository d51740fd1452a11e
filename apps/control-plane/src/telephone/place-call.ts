import type { PlannedDial, SessionRow } from '@parley/core';
import { confirmDial, DomainError, longestTalkS } from '@parley/core';
import type { DialResult } from '@parley/telephony';
import { systemContext } from '../jobs/supervisor-context.ts';
import { clearRoom, findLive, lookUp, note, pause, putDown } from './call-books.ts';
import type { CallKey, DialerContext } from './dialer-context.ts';
import { followDialed } from './follow-dialed.ts';
import { sipStatusInRoom } from './sip-status-in-room.ts';

/**
 * Takes a claimed call to its answer, or to its end. The agent is in the room before a telephone rings, so that nobody
 * is rung up by silence. To be run once for a call that nobody has dialled yet.
 */
export async function placeCall(context: DialerContext, key: CallKey): Promise<void> {
  const planned = await lookUp(context, key);
  if (planned?.state !== 'dialing' || !planned.session) return;
  const { session } = planned;
  if (!(await agentIsThere(context, key, session)) || context.stopping()) return;
  // It may have been hung up while the agent came.
  if ((await lookUp(context, key))?.state !== 'dialing') return;
  const { from, outboundRef, byStream } = planned;
  if (!from || !(outboundRef || byStream)) {
    const detail = 'The trunk is not known to the telephone service.';
    await note(context, key, { now: 'ended', reason: 'failed', detail });
    return putDown(context, session);
  }
  if (!(await mayRing(context, key))) return putDown(context, session);
  await ringUp(context, key, { ...planned, session, from, callRef: null });
}

/** Goes on with a call that an earlier process has dialled by the carrier’s API: the carrier knows what became of it. */
export async function resumeCall(context: DialerContext, key: CallKey): Promise<void> {
  const planned = await lookUp(context, key);
  const { session, from } = planned ?? {};
  if (!planned || !session || !from) return;
  await ringUp(context, key, { ...planned, session, from });
}

/** Sends the agent and waits for it. Where it does not come, the call is over. */
async function agentIsThere(context: DialerContext, key: CallKey, session: SessionRow): Promise<boolean> {
  const { supervisor, clock, timings } = context;
  try {
    await supervisor.open(session);
  } catch (error) {
    // The session has failed, and has taken the call along.
    if (error instanceof DomainError) return false;
    throw error;
  }
  const until = clock.now() + timings.agentMs;
  while (!context.stopping()) {
    const current = await findLive(context, session);
    if (current?.state === 'active') return true;
    const over = !current || current.endedAt !== null || current.state === 'ending';
    if (over || clock.now() >= until) {
      // Nothing was dialled: whatever ended the conversation has not ended the call yet where it looks like a hang-up.
      await note(context, key, { now: 'ended', reason: 'no_agent_available' });
      await putDown(context, current, 'agent_never_joined');
      return false;
    }
    await pause(context, timings.pollMs);
  }
  return false;
}

/** Asked last of all, so that whoever has just opted out is not rung up. */
const mayRing = (context: DialerContext, { tenantId, callId }: CallKey): Promise<boolean> =>
  confirmDial({ ctx: systemContext(context, tenantId), callId, limits: context.limits });

/** `callRef`: of a call that the carrier has taken already. */
type Ready = PlannedDial & { session: SessionRow; from: string };

async function ringUp(context: DialerContext, key: CallKey, ready: Ready): Promise<void> {
  const { session } = ready;
  const { livekitRoom } = session;
  const dialled = { over: false };
  const calledOff = new AbortController();
  const watching = watchRinging(context, key, { livekitRoom, dialled, calledOff });
  const result = await dialBy(context, key, ready, calledOff.signal);
  dialled.over = true;
  await watching;
  if (context.stopping()) return;
  if (result.answered) {
    await note(context, key, { now: 'active', sipCallRef: result.sipCallRef });
    await clearIfOver(context, key, { livekitRoom, calledOff });
  } else if (result.unsure) {
    context.log.warn({ callId: key.callId, detail: result.detail }, 'what became of a dial is not known');
    await followDialed(context, key, result.detail);
  } else {
    const { reason, detail, sipStatus } = result;
    await note(context, key, { now: 'ended', reason, detail, sipStatus });
    await putDown(context, session);
  }
}

/** By SIP, or by the carrier’s API where the number’s trunk knows no SIP. */
function dialBy(
  context: DialerContext,
  key: CallKey,
  ready: Ready,
  signal: AbortSignal,
): Promise<DialResult> {
  const { session, outboundRef, from, to, byStream, callRef } = ready;
  const { limits, transfer_targets: targets } = session.config;
  const common = {
    livekitRoom: session.livekitRoom,
    from,
    to,
    callId: key.callId,
    // The agent's own limit is kept by the supervisor; a person may talk longer.
    maxDurationS: limits.max_duration_s + 60 + (targets.length > 0 ? longestTalkS : 0),
  };
  if (!byStream) return context.dial({ ...common, outboundRef: outboundRef ?? '' });
  const { streamDials } = context;
  const request = {
    ...common,
    tenantId: key.tenantId,
    signal,
    onStarted: (sipCallRef: string) => note(context, key, { now: 'dialing', sipCallRef }),
    onRinging: () => note(context, key, { now: 'ringing' }),
  };
  return callRef === null ? streamDials.dial(request) : streamDials.resume(callRef, request);
}

/** While the dial is under way: tells that it rings, and calls it off when somebody has hung up. */
async function watchRinging(
  context: DialerContext,
  key: CallKey,
  { livekitRoom, dialled, calledOff }: Dialling & { dialled: { over: boolean } },
): Promise<void> {
  let known: 'dialing' | 'ringing' = 'dialing';
  while (!dialled.over && !context.stopping()) {
    await pause(context, context.timings.pollMs);
    if (dialled.over) return;
    await clearIfOver(context, key, { livekitRoom, calledOff });
    if (known === 'ringing' || (await sipStatusInRoom(context.rooms, livekitRoom)) !== 'ringing') continue;
    known = 'ringing';
    if (!dialled.over) await note(context, key, { now: 'ringing' });
  }
}

interface Dialling {
  livekitRoom: string;
  calledOff: AbortController;
}

async function clearIfOver(
  context: DialerContext,
  key: CallKey,
  { livekitRoom, calledOff }: Dialling,
): Promise<void> {
  const current = await lookUp(context, key);
  if (current?.state !== 'ended') return;
  calledOff.abort();
  await clearRoom(context, livekitRoom);
}
