import type { CallResult } from '../callers/call-result.ts';
import { percentile } from '../callers/percentile.ts';
import { describeComparison } from './describe-comparison.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** What became of a call, in lines for people. */
export function describeResult(result: CallResult): string[] {
  return [
    ...ticketLines(result),
    ...heardLines(result),
    ...silenceLines(result),
    ...(result.comparison ? describeComparison(result.comparison) : []),
    result.end
      ? `Session  ${result.end.state}${result.end.reason ? `, ${result.end.reason}` : ''}`
      : 'Session  its end was not seen',
    ...(result.ok
      ? ['Result   all is as the scenario expects']
      : ['Result   not as the scenario expects:', ...result.failures.map((failure) => `  - ${failure}`)]),
  ];
}

function ticketLines({ ticket }: CallResult): string[] {
  if (!ticket) return [];
  const fields = (['name', 'phone', 'property', 'reason'] as const).map(
    (field) => `  ${field.padEnd(9)}${ticket[field]}`,
  );
  return [`Ticket   ${ticket.ticket_id}`, ...fields];
}

function heardLines({ mode, accuracy }: CallResult): string[] {
  if (mode === 'text') return ['Heard    nothing: the caller typed, and read the transcript'];
  const { agent, caller } = accuracy;
  return [
    ...(agent === null
      ? []
      : [`Heard    ${percent(agent)} of the agent's printed words, by recognising what the caller received`]),
    ...(caller === null
      ? []
      : [`Said     ${percent(caller)} of the caller's words are in the printed transcript`]),
  ];
}

function silenceLines({ silences }: CallResult): string[] {
  if (silences.length === 0) return [];
  const all = silences.map(({ ms }) => ms);
  const median = percentile(all, 50) as number;
  return [
    `Silence  ${seconds(median)} after the caller's words (median of ${all.length}; longest ${seconds(Math.max(...all))})`,
  ];
}
