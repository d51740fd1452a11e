import type { SessionDetails, TranscriptSegment } from '@parley/contracts';
import type { ScenarioInput } from './scenario.ts';

type StepInput = ScenarioInput['steps'][number];

/** Shorter pauses are within one breath. */
const breathMs = 700;
/** Longer ones tell more of the caller's day than of the call. */
const longestPauseMs = 10_000;
/** Who begins at the same moment as the agent did not cut in. */
const overlapMs = 300;

interface Span {
  startMs: number;
  endMs: number;
}
interface Deed extends Span {
  deed: Pick<StepInput, 'say' | 'press' | 'hang_up'>;
}

/**
 * The caller's part of a session, in its order: each step waits for the one before, and comes so long after the
 * agent's words, after the caller's own, or into the agent's, as it did.
 */
export function exportSteps(session: SessionDetails): StepInput[] {
  const began = Date.parse(session.active_at ?? session.created_at);
  const agent = session.turns.filter(({ speaker }) => speaker === 'agent').map(spanOf);
  const deeds = deedsOf(session);
  const steps = deeds.map((deed, at): StepInput => {
    const before = deeds[at - 1];
    return {
      id: `t${at + 1}`,
      ...momentOf(deed, before, agent, began),
      ...(before && { after: `t${at}` }),
      ...deed.deed,
    };
  });
  // Whoever did not hang up listens until the other does.
  return session.end_reason === 'caller_hung_up'
    ? steps
    : [...steps, { ...(steps.length > 0 && { after: `t${steps.length}` }), times: 20 }];
}

const spanOf = ({ started_at, ended_at }: TranscriptSegment): Span => ({
  startMs: Date.parse(started_at),
  endMs: Date.parse(ended_at),
});

function deedsOf({ turns, end_reason, ended_at }: SessionDetails): Deed[] {
  const deeds: Deed[] = [];
  let agentSpoke = true;
  for (const turn of turns) {
    if (turn.speaker === 'agent') agentSpoke = true;
    if (turn.speaker === 'agent' || turn.text.trim() === '') continue;
    const last = deeds.at(-1);
    const next = { ...spanOf(turn), deed: deedOf(turn.text) };
    const sameBreath = !agentSpoke && last?.deed.say && next.deed.say && next.startMs - last.endMs < breathMs;
    if (sameBreath) {
      last.deed.say = `${last.deed.say} ${next.deed.say}`;
      last.endMs = next.endMs;
    } else deeds.push(next);
    agentSpoke = false;
  }
  const endMs = Date.parse(ended_at ?? '');
  if (end_reason === 'caller_hung_up' && endMs)
    deeds.push({ startMs: endMs, endMs, deed: { hang_up: true } });
  return deeds;
}

function deedOf(text: string): Deed['deed'] {
  const [, keys] = /^\[keys\]([\s0-9*#A-D]+)$/.exec(text) ?? [];
  const pressed = keys?.replace(/\s/g, '');
  return pressed ? { press: pressed } : { say: text.trim() };
}

function momentOf(deed: Deed, before: Deed | undefined, agent: Span[], began: number): Partial<StepInput> {
  const since = agent.filter(
    ({ startMs }) => startMs > (before?.startMs ?? Number.NEGATIVE_INFINITY) && startMs < deed.startMs,
  );
  const last = since.at(-1);
  if (!last) return { on: 'silence', after_ms: pause(deed.startMs - (before?.endMs ?? began)) };
  const intoMs = deed.startMs - last.startMs;
  if (deed.startMs < last.endMs && intoMs > overlapMs)
    return { on: 'speech', after_ms: Math.min(intoMs, 60_000), or_turn: true };
  return { after_ms: pause(deed.startMs - last.endMs) };
}

const pause = (ms: number): number => Math.min(Math.max(0, Math.round(ms)), longestPauseMs);
