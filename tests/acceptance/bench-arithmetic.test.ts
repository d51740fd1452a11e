import { expect, test } from 'vitest';
import { drawPlot } from '../bench/turn-gap/draw-plot.ts';
import { percentile } from '../bench/turn-gap/percentile.ts';
import { type ProviderEntry, providerShare } from '../bench/turn-gap/provider-share.ts';
import type { Question } from '../bench/turn-gap/questions.ts';
import { renderTable } from '../bench/turn-gap/render-table.ts';
import type { Turn } from '../bench/turn-gap/run-turn-gap.ts';
import { drift, percentiles, summarize } from '../bench/turn-gap/summarize.ts';

const question: Question = { kind: 'plain', text: 'what', samples: new Int16Array() };
const start = Date.parse('2026-01-01T00:00:00Z');
const entry = (n: number, name: ProviderEntry['class'], ms: number, latency: number): ProviderEntry => ({
  ...{ n, class: name, client: 'ours', latency_ms: latency },
  at: new Date(start + ms).toISOString(),
});
const answered = (since: number, gapMs: number, heardMs: number): Turn => ({
  ...{ question, since },
  outcome: { kind: 'answered', gapMs, heardAt: start + heardMs },
});

test('percentiles are values that occurred, by nearest rank', () => {
  const values = [40, 10, 30, 20];
  expect([0, 0.5, 0.75, 0.95, 1].map((share) => percentile(values, share))).toEqual([10, 20, 30, 40, 40]);
  expect(percentile([], 0.5)).toBeNaN();
  expect(percentiles([700.4, 900.6])).toEqual({
    p50_ms: 700,
    p90_ms: 901,
    p95_ms: 901,
    p99_ms: 901,
    count: 2,
  });
});

test('what the providers took is that of the answer which was heard', () => {
  const entries = [
    entry(1, 'llm', 300, 200), // On an interim, and thrown away.
    entry(2, 'stt', 400, 150),
    entry(3, 'llm', 800, 350),
    entry(4, 'tts', 1_000, 190),
    entry(5, 'llm', 2_000, 999), // After it was heard.
  ];
  expect(providerShare(entries, start + 1_050)).toEqual({ totalMs: 690, bridged: false });
  expect(providerShare(entries, start + 900)).toMatchObject({ bridged: true });
  expect(providerShare(entries.slice(0, 3), start + 1_050)).toBeUndefined();
});

const bars = {
  endpointing: 100,
  stt: 0,
  retrieval: 0,
  tools: 0,
  llm: 500,
  tts: 0,
  playout: 0,
  unexplained: 0,
};
const waterfall = { silence_ms: 600, bars, problems: [], bridged: false };

test('only answered turns count, beside their own oracle; requests that answered nothing are wasted', () => {
  const entries = [
    ...[entry(1, 'stt', 100, 100), entry(2, 'llm', 300, 200), entry(3, 'tts', 400, 100)],
    ...[entry(4, 'stt', 10_100, 100), entry(5, 'llm', 10_200, 100), entry(6, 'llm', 10_400, 300)],
    ...[entry(7, 'tts', 10_500, 100), entry(8, 'llm', 20_000, 100)],
  ];
  const turns: Turn[] = [
    { ...answered(0, 700.4, 450), waterfall },
    answered(3, 900.6, 10_550),
    { question, since: 7, outcome: { kind: 'talked_over' } },
    { question, since: 8, outcome: { kind: 'unanswered' } },
  ];
  const summary = summarize({
    turns: { ours: turns, stock: [answered(0, 1_400, 450)] },
    entries: { ours: entries, stock: [] },
    floors: [50, 50, 50, 50, 50, 60],
  });
  expect(summary.floor).toMatchObject({ p50_ms: 50, drift: 0 });
  expect(summary.arms.ours).toMatchObject({
    ...{ p50_ms: 700, p95_ms: 901, count: 2, false_cut_offs: 1, unanswered: 1, bridged: 0 },
    oracle: { p50_ms: 450, p95_ms: 550, count: 2 },
    overhead: { p50_ms: 550, count: 1 },
    bars: { endpointing: 100, llm: 500 },
    wasted_llm: 0,
  });
  expect(renderTable(summary)).toMatch(/ours \/ stock\s+0\.50\s+0\.64/);
});

test('the floor drifts when a third of the run was otherwise', () => {
  expect(drift([50, 50, 50, 50, 60, 60])).toBeCloseTo(0.2);
});

test('the plot has a line for each series and nothing that is no number', () => {
  const svg = drawPlot([
    { name: 'ours', values: [300, 900] },
    { name: 'floor', values: [] },
  ]);
  expect(svg.match(/<polyline/g)).toHaveLength(2);
  expect(svg).not.toContain('NaN');
});
