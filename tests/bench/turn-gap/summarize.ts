import type { ContestantName } from './contestants.ts';
import type { TurnOutcome } from './measure-turn.ts';
import { percentile } from './percentile.ts';

export interface Summary {
  p50_ms: number;
  p95_ms: number;
  turns: number;
}

/** Whole milliseconds over the turns that were answered. */
export function summarize(outcomes: TurnOutcome[]): Summary {
  const gaps = outcomes.flatMap((outcome) => (outcome.kind === 'answered' ? [outcome.gapMs] : []));
  return {
    p50_ms: Math.round(percentile(gaps, 0.5)),
    p95_ms: Math.round(percentile(gaps, 0.95)),
    turns: gaps.length,
  };
}

/** The table for people: milliseconds, and ours as a share of stock. */
export function renderTable(summaries: Record<ContestantName, Summary>): string {
  const { ours, stock } = summaries;
  const share = (a: number, b: number) => (a / b).toFixed(2);
  const rows = [
    ['', 'p50 ms', 'p95 ms', 'turns'],
    ['ours', ours.p50_ms, ours.p95_ms, ours.turns],
    ['stock', stock.p50_ms, stock.p95_ms, stock.turns],
    ['ours / stock', share(ours.p50_ms, stock.p50_ms), share(ours.p95_ms, stock.p95_ms), ''],
  ];
  return rows
    .map(
      ([name, ...cells]) =>
        `${String(name).padEnd(14)}${cells.map((cell) => String(cell).padStart(10)).join('')}`,
    )
    .join('\n');
}
