import type { CallResult } from '../callers/call-result.ts';
import { percentile } from '../callers/percentile.ts';
import type { PlacedCall } from '../callers/run-calls.ts';
import { callName } from './call-name.ts';
import { describeComparison } from './describe-comparison.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
const share = (part: number | null): string => (part === null ? '–' : `${Math.round(part * 100)} %`);

/** One call of several, in lines for people. */
export function describePlacedCall(call: PlacedCall): string[] {
  const { result, error, ms } = call;
  const head = (mark: string, more: string) => `${mark.padEnd(6)}${callName(call)}  ${seconds(ms)}${more}`;
  if (!result) return [head('FAIL', ''), `      - no call: ${error}`];
  const { accuracy, interruptions, cut_offs } = result;
  return [
    head(result.ok ? 'ok' : 'FAIL', result.session_id ? `  ${result.session_id}` : ''),
    ...result.failures.map((failure) => `      - ${failure}`),
    result.mode === 'text'
      ? '      words     typed and read'
      : `      words     heard ${share(accuracy.agent)} of the agent's, ${share(accuracy.caller)} of the caller's are printed`,
    `      silence   ${describeSilences(silencesOf(result))}`,
    `      cut in    caller ${interruptions.length}×, agent ${cut_offs.length}×`,
    `      ticket    ${result.ticket?.ticket_id ?? 'none'}`,
    `      tools     ${result.tools.join(', ') || 'none'}`,
    ...(result.comparison ? describeComparison(result.comparison).map((line) => `      ${line}`) : []),
  ];
}

/** All of them, at the end. */
export function describeCalls(placed: PlacedCall[], unplaced: number, ms: number): string[] {
  const failed = placed.filter(({ result }) => !result?.ok);
  const silences = placed.flatMap(({ result }) => (result ? silencesOf(result) : []));
  return [
    `${placed.length} calls in ${seconds(ms)}: ${placed.length - failed.length} ok, ${failed.length} failed${unplaced > 0 ? `; ${unplaced} were not placed` : ''}`,
    `silence after the caller's words, of all: ${describeSilences(silences)}`,
    ...failed.map((call) => `failed: ${callName(call)}`),
  ];
}

const silencesOf = ({ silences }: CallResult): number[] => silences.map(({ ms }) => ms);

function describeSilences(all: number[]): string {
  const [p50, p95] = [percentile(all, 50), percentile(all, 95)];
  if (p50 === null || p95 === null) return 'none was measured';
  return `p50 ${seconds(p50)}, p95 ${seconds(p95)} (of ${all.length})`;
}
