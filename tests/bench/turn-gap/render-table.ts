import type { Percentiles, Summary } from './summarize.ts';

/** The table for people: milliseconds, and ours as a share of stock and of the oracle. */
export function renderTable({ floor, arms }: Summary): string {
  const { ours, stock } = arms;
  const cells = ({ p50_ms, p90_ms, p95_ms, p99_ms, count }: Percentiles) => [
    ...[p50_ms, p90_ms, p95_ms, p99_ms],
    count,
  ];
  const share = (one: Percentiles, other: Percentiles) =>
    (['p50_ms', 'p90_ms', 'p95_ms', 'p99_ms'] as const).map((key) => (one[key] / other[key]).toFixed(2));
  const rows = [
    ['', 'p50 ms', 'p90 ms', 'p95 ms', 'p99 ms', 'turns'],
    ['ours', ...cells(ours)],
    ['stock', ...cells(stock)],
    ['oracle', ...cells(ours.oracle)],
    ['floor', ...cells(floor)],
    ['ours / stock', ...share(ours, stock)],
    ['ours / oracle', ...share(ours, ours.oracle)],
    ...(ours.overhead ? [['overhead', ...cells(ours.overhead)]] : []),
  ];
  const percent = (value: number) => `${Math.round(value * 100)} %`;
  const both = (what: string, value: (arm: typeof ours) => string | number) =>
    `${what.padEnd(22)} ours ${value(ours)}, stock ${value(stock)}`;
  return [
    ...rows.map(
      ([name, ...line]) =>
        `${String(name).padEnd(14)}${line.map((cell) => String(cell).padStart(9)).join('')}`,
    ),
    '',
    both('false cut-offs', (arm) => arm.false_cut_offs),
    both('not answered', (arm) => arm.unanswered),
    both('bridged', (arm) => arm.bridged),
    both('wasted LLM calls', (arm) => percent(arm.wasted_llm)),
    ...Object.entries(ours.bars ?? {}).map(([stage, ms]) => `${`of it ${stage}`.padEnd(22)} ${ms} ms`),
    `${'drift of the floor'.padEnd(22)} ${percent(floor.drift)}`,
  ].join('\n');
}
