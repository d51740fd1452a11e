import type { CallResult } from './call-result.ts';
import { matchesWords } from './choose-step.ts';
import { sameFact, type TicketField } from './compare-fact.ts';
import { percentile } from './percentile.ts';
import type { Scenario } from './scenario.ts';

type Outcome = Omit<CallResult, 'ok' | 'failures' | 'comparison' | 'recording'>;
type Expected = Scenario['expect'];

/** What the scenario expected and the call did not bring, in words; empty when all is well. */
export function checkExpectations({ expect }: Scenario, outcome: Outcome): string[] {
  return [
    ...ticketFailures(expect, outcome),
    ...toolFailures(expect, outcome),
    ...wordFailures(expect, outcome),
    ...interruptionFailures(expect, outcome),
    ...silenceFailures(expect, outcome),
    ...overlapFailures(expect, outcome),
    ...endFailures(expect, outcome),
    ...accuracyFailures(expect, outcome),
  ];
}

function ticketFailures({ ticket: expected }: Expected, { ticket }: Outcome): string[] {
  if (expected === undefined) return [];
  if (expected === 'none') return ticket ? ['a ticket was written, and none was wanted'] : [];
  if (!ticket) return ['no ticket was written'];
  return Object.entries(expected).flatMap(([field, said]) =>
    sameFact(field as TicketField, said, ticket[field as TicketField])
      ? []
      : [`the ticket's ${field} is "${ticket[field as TicketField]}"; the caller said "${said}"`],
  );
}

function toolFailures({ tools: expected }: Expected, { tools }: Outcome): string[] {
  let from = 0;
  for (const tool of expected) {
    const at = tools.indexOf(tool, from);
    if (at < 0)
      return [
        `the tool ${tool} did not succeed${from > 0 ? ' in its order' : ''}; these did: ${tools.join(', ') || 'none'}`,
      ];
    from = at + 1;
  }
  return [];
}

function wordFailures({ agent_said, caller_said }: Expected, { printed }: Outcome): string[] {
  const text = (speaker: 'agent' | 'caller') =>
    printed.flatMap((segment) => (segment.speaker === speaker ? [segment.text] : [])).join(' ');
  const missing = (who: 'agent' | 'caller', wanted: string[]) =>
    wanted
      .filter((pattern) => !matchesWords([pattern], [text(who)]))
      .map((pattern) => `the transcript does not show that the ${who} said /${pattern}/`);
  return [...missing('agent', agent_said), ...missing('caller', caller_said)];
}

function interruptionFailures({ interrupted_within_ms: limit }: Expected, outcome: Outcome): string[] {
  if (limit === undefined) return [];
  if (outcome.mode === 'text') return [];
  const [first] = outcome.interruptions;
  if (!first) return ['the caller never talked over the agent'];
  const marked = outcome.printed.some(({ speaker, interrupted }) => speaker === 'agent' && interrupted);
  return [
    ...(first.silentAfterMs > limit
      ? [
          `the agent talked on for ${Math.round(first.silentAfterMs)} ms after the caller cut in; at most ${limit} are right`,
        ]
      : []),
    ...(marked ? [] : ["no segment of the agent's transcript is marked as interrupted"]),
  ];
}

function silenceFailures({ silence: limits }: Expected, { silences }: Outcome): string[] {
  if (!limits) return [];
  const heard = silences.map(({ ms }) => ms);
  if (heard.length === 0) return ["no silence after the caller's words could be measured"];
  const tooLong = (what: string, percent: number, limit: number | undefined) => {
    const ms = Math.round(percentile(heard, percent) as number);
    return limit !== undefined && ms > limit
      ? [`${what} after the caller's words is ${ms} ms (of ${heard.length}); at most ${limit} are right`]
      : [];
  };
  return [
    ...tooLong('the silence (median)', 50, limits.p50_ms),
    ...tooLong('the silence (95th percentile)', 95, limits.p95_ms),
    ...tooLong('the longest silence', 100, limits.longest_ms),
  ];
}

/** Who types talks over nobody. */
function overlapFailures({ interruptions: expected }: Expected, outcome: Outcome): string[] {
  if (!expected || outcome.mode === 'text') return [];
  const wrong = (who: string, whom: string, bounds: typeof expected.by_caller, count: number) => {
    if (!bounds || (count >= bounds.at_least && count <= (bounds.at_most ?? count))) return [];
    const wanted = count < bounds.at_least ? `at least ${bounds.at_least}` : `at most ${bounds.at_most}`;
    return [`the ${who} spoke into the ${whom}'s words ${count}×; ${wanted} are right`];
  };
  return [
    ...wrong('caller', 'agent', expected.by_caller, outcome.interruptions.length),
    ...wrong('agent', 'caller', expected.by_agent, outcome.cut_offs.length),
  ];
}

function endFailures({ end: expected }: Expected, { end }: Outcome): string[] {
  if (!expected) return [];
  if (!end || end.state !== expected.state)
    return [`the session is ${end?.state ?? 'not known'}; it should be ${expected.state}`];
  const limit = expected.within_s * 1000;
  return [
    ...(end.reason !== null && expected.reason.includes(end.reason)
      ? []
      : [`the session ended as ${end.reason}; it should be ${expected.reason.join(' or ')}`]),
    ...(end.after_ms > limit
      ? [`the session ended ${Math.round(end.after_ms)} ms after the call; at most ${limit} are right`]
      : []),
  ];
}

function accuracyFailures({ word_accuracy: least }: Expected, { accuracy }: Outcome): string[] {
  const low = (who: 'agent' | 'caller', what: string) => {
    const share = accuracy[who];
    return share !== null && share < least[who]
      ? [
          `${what}: ${Math.round(share * 100)} % of the words agree, at least ${Math.round(least[who] * 100)} % are wanted`,
        ]
      : [];
  };
  return [
    ...low('agent', 'what the caller heard is not what the transcript says of the agent'),
    ...low('caller', 'what the caller said is not what the transcript says of the caller'),
  ];
}
