import type { SessionState } from '@parley/contracts';
import { type Decision, type EndedReason, ended, failed } from './decision.ts';
import type { Attempt, Memory, RoomView } from './observation.ts';
import type { SupervisionTimings } from './supervision-timings.ts';

/** What matters of a live session's row. Times are milliseconds since the epoch. */
export interface SessionFacts {
  state: Exclude<SessionState, 'ending' | 'ended' | 'failed'>;
  activeAt: number | undefined;
  maxDurationMs: number;
  callerJoinMs: number;
  /** A person has taken the call from the agent. */
  bridged: boolean;
}

export interface Situation {
  session: SessionFacts;
  /** As `remember` left it after this look. */
  memory: Memory;
  /** Undefined when LiveKit did not answer. */
  view: RoomView | undefined;
  now: number;
  timings: SupervisionTimings;
}

/** What a live session needs now. Asking twice in the same situation gives the same answer. */
export function decide(situation: Situation): Decision {
  const { session, view } = situation;
  if (!view) return whileLiveKitIsAway(situation);
  if (session.state === 'created') return { do: 'open' };
  if (!view.exists) return whileRoomIsGone(situation);
  if (session.bridged) return whileBridged(view);
  return (
    onWordOfTheJob(situation) ??
    onCallers(situation) ??
    onAge(situation) ??
    (isAgentHere(situation) ? onAgentHere(situation) : onAgentMissing(situation))
  );
}

function whileLiveKitIsAway({ session, memory, now, timings }: Situation): Decision {
  const { active, connecting } = timings.livekitAwayMs;
  const limit = session.state === 'active' ? active : connecting;
  const away = now - (memory.livekitAwaySince ?? now);
  return away >= limit ? failed('livekit_unavailable') : { do: 'wait', ms: timings.doubtPollMs };
}

function whileRoomIsGone(situation: Situation): Decision {
  const { session, memory, now, timings } = situation;
  const word = onWordOfTheJob(situation);
  if (word) return word;
  const { doneReason } = memory;
  if (doneReason === 'caller_hung_up') return ended(doneReason);
  const patience = memory.roomSeen ? timings.roomGoneMs : timings.roomGoneAfterRestartMs;
  if (now - (memory.roomGoneSince ?? now) < patience) return { do: 'wait', ms: timings.doubtPollMs };
  if (session.bridged) return ended('transferred');
  // LiveKit closes a room that its last caller has left.
  return memory.callerGoneSince === undefined ? failed('room_lost') : ended('caller_hung_up');
}

/** No agent is missed, and who hangs up first ends it for both. */
const whileBridged = ({ callers, colleagues }: RoomView): Decision =>
  callers > 0 && colleagues > 0 ? { do: 'wait' } : ended('transferred');

const agentsOwnReasons = [
  'agent_hung_up',
  'caller_idle',
  'caller_never_joined',
  'max_duration',
  'voicemail',
] as const satisfies EndedReason[];

/** When the agent has hung up, its reason is taken at its word; what a job says of callers or rooms is checked. */
function onWordOfTheJob({ memory }: Situation): Decision | undefined {
  const reason = agentsOwnReasons.find((own) => own === memory.doneReason);
  return reason && ended(reason);
}

function onCallers({ session, memory, view, now, timings }: Situation): Decision | undefined {
  if (view && view.callers > 0) return undefined;
  if (memory.callerGoneSince !== undefined) {
    const sure =
      memory.doneReason === 'caller_hung_up' || now - memory.callerGoneSince >= timings.callerGoneMs;
    return sure ? ended('caller_hung_up') : { do: 'wait', ms: timings.doubtPollMs };
  }
  const waited = session.activeAt === undefined ? 0 : now - session.activeAt;
  return waited >= session.callerJoinMs ? ended('caller_never_joined') : undefined;
}

function onAge({ session, now }: Situation): Decision | undefined {
  const age = session.activeAt === undefined ? 0 : now - session.activeAt;
  return age >= session.maxDurationMs ? ended('max_duration') : undefined;
}

const isAgentHere = ({ view, memory }: Situation): boolean => view?.agent === 'here' && !memory.jobGone;

function onAgentHere({ session, view, timings }: Situation): Decision {
  if (session.state === 'active') return { do: 'wait' };
  // Who gives up now has not been spoken to.
  return view?.ringing ? { do: 'wait', ms: timings.ringingPollMs } : { do: 'activate' };
}

function onAgentMissing(situation: Situation): Decision {
  const { session, memory, now, timings } = situation;
  if (memory.attempt) return onAttempt(situation, memory.attempt);
  if (session.state === 'connecting') return { do: 'dispatch', number: 1 };
  const missing = memory.agentGoneSince === undefined ? 0 : now - memory.agentGoneSince;
  if (missing < timings.agentGoneMs && !memory.jobGone) return { do: 'wait', ms: timings.doubtPollMs };
  const isEnough = memory.replacements >= timings.mostReplacements;
  return isEnough ? failed('agent_lost') : { do: 'dispatch', number: 1 };
}

function onAttempt({ session, memory, now, timings }: Situation, attempt: Attempt): Decision {
  const left = memory.jobGone ? 0 : deadlineOf(attempt, timings) - now;
  if (left > 0) return { do: 'wait', ms: Math.min(left, timings.joinPollMs) };
  const isLast = attempt.number >= timings.joinMs.length || now >= endOfRound(attempt, timings);
  if (!isLast) return { do: 'dispatch', number: attempt.number + 1 };
  return session.state === 'active' ? failed('agent_lost') : { do: 'give-up' };
}

export function deadlineOf(attempt: Attempt, timings: SupervisionTimings): number {
  const own = attempt.startedAt + (timings.joinMs[attempt.number - 1] ?? 0);
  const join = Math.min(own, endOfRound(attempt, timings));
  return attempt.aliveAt === undefined ? join : Math.max(join, attempt.aliveAt + timings.startMs);
}

/** After it no other is sent. */
const endOfRound = ({ since, startedAt }: Attempt, { joinMs }: SupervisionTimings): number =>
  (since ?? startedAt) + joinMs.reduce((sum, ms) => sum + ms, 0);
