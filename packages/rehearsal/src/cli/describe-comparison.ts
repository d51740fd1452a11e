import type { Comparison } from '../callers/compare-with-original.ts';

const marks = { both: ' ', before: '-', now: '+' } as const;

/** A replay beside its original, line by line: `-` was said then, `+` is said now. */
export function describeComparison({ session_id, turns, rest, same }: Comparison): string[] {
  const changed = turns.filter(({ in: where }) => where !== 'both').length;
  return [
    same
      ? `Replay   of ${session_id}: the same words, tools, ticket and end`
      : `Replay   of ${session_id}: ${changed} lines and ${rest.filter((one) => !one.same).length} facts differ (- then, + now)`,
    ...turns.map(({ in: where, item }) => `  ${marks[where]} ${item.speaker.padEnd(8)}${item.text}`),
    ...rest.flatMap(({ what, before, now, same: equal }) =>
      equal ? [`    ${what}: ${now}`] : [`  - ${what}: ${before}`, `  + ${what}: ${now}`],
    ),
  ];
}
