import { expect, test } from 'vitest';
import { percentile } from '../bench/turn-gap/percentile.ts';
import { renderTable, summarize } from '../bench/turn-gap/summarize.ts';

test('percentiles are values that occurred, by nearest rank', () => {
  const values = [40, 10, 30, 20];
  expect([0, 0.5, 0.75, 0.95, 1].map((share) => percentile(values, share))).toEqual([10, 20, 30, 40, 40]);
  expect(percentile([], 0.5)).toBeNaN();
});

test('only answered turns count, in whole milliseconds', () => {
  const summary = summarize([
    { kind: 'answered', gapMs: 700.4 },
    { kind: 'talked_over' },
    { kind: 'answered', gapMs: 900.6 },
    { kind: 'unanswered' },
  ]);
  expect(summary).toEqual({ p50_ms: 700, p95_ms: 901, turns: 2 });
  const table = renderTable({ ours: summary, stock: { p50_ms: 1400, p95_ms: 1802, turns: 2 } });
  expect(table).toMatch(/ours \/ stock\s+0\.50\s+0\.50/);
});
