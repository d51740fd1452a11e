import { callApi } from '../../harness/call-api.ts';
import type { Stack } from '../../harness/start-stack.ts';
import type { KilledCall } from './kill-call.ts';

/** What the caller and the process were at when it was killed. */
export type Moment = 'caller speaks' | 'agent speaks' | 'nobody speaks';

export interface JudgedKill {
  moment: Moment;
  /** Milliseconds to the agent's next audible word: since the kill, or since the caller stopped, if that was later. */
  wait_ms: number | null;
  since_kill_ms: number | null;
}

export interface JudgedCall {
  session_id: string | null;
  kills: JudgedKill[];
  end: string | null;
  /** Of this call: each is 0 when it is as it must be. */
  wrong: {
    never_heard_again: number;
    lost_finals: number;
    second_greetings: number;
    double_tickets: number;
    not_finished: number;
  };
  /** What the scenario expected and did not get. */
  failures: string[];
}

/** Long enough that what was on its way when the process died is played out, ms. */
const playoutMs = 300;

export async function judgeCall(stack: Stack, { result, kills }: KilledCall): Promise<JudgedCall> {
  const { heard, said, events, printed, session_id } = result;
  const judged = kills.map(({ atMs }): JudgedKill => {
    const within = ({ startMs, endMs }: { startMs: number; endMs: number }) =>
      startMs <= atMs && atMs <= endMs;
    const again = heard.find(({ startMs }) => startMs > atMs + playoutMs)?.startMs;
    const callerStopped = said
      .filter(({ startMs, endMs }) => endMs > atMs && startMs < (again ?? 0))
      .map(({ endMs }) => Math.min(endMs, again ?? endMs));
    const from = Math.max(atMs, ...callerStopped);
    const moment = said.some(within)
      ? 'caller speaks'
      : heard.some(within)
        ? 'agent speaks'
        : 'nobody speaks';
    return {
      moment,
      wait_ms: again === undefined ? null : Math.round(again - from),
      since_kill_ms: again === undefined ? null : Math.round(again - atMs),
    };
  });
  const shown = events.flatMap((event) =>
    event.type === 'transcript' && event.final ? [event.segment_id] : [],
  );
  const kept = new Set(printed.map(({ segment_id }) => segment_id));
  const greeting = await greetingOf(stack);
  const greetings = printed.filter(({ speaker, text }) => speaker === 'agent' && text.startsWith(greeting));
  const tickets = events.filter(({ type }) => type === 'ticket');
  return {
    session_id,
    kills: judged,
    end: result.end?.reason ?? null,
    wrong: {
      never_heard_again: judged.filter(({ wait_ms }) => wait_ms === null).length,
      lost_finals: shown.filter((id) => !kept.has(id)).length,
      second_greetings: Math.max(0, greetings.length - 1),
      double_tickets: Math.max(0, tickets.length - 1),
      not_finished: result.end?.reason === 'agent_hung_up' && result.ticket ? 0 : 1,
    },
    failures: result.failures,
  };
}

let known: string | undefined;
/** Enough of the demo agent's greeting to know it by. */
async function greetingOf(stack: Stack): Promise<string> {
  if (known !== undefined) return known;
  const { json } = await callApi(stack.url, '/agents', { key: stack.demo.api_key });
  known = String(json.agents[0].greeting).slice(0, 24);
  return known;
}
