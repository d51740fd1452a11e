import { expect, test } from 'vitest';
import { audibleDbfs, dbfs } from '../bench/turn-gap/dbfs.ts';
import { percentile } from '../bench/turn-gap/percentile.ts';
import { renderTable, summarize } from '../bench/turn-gap/summarize.ts';
import { trimToSpeech } from '../bench/turn-gap/trim-to-speech.ts';

const tone = (length: number) => new Int16Array(length).map((_, index) => Math.sin(index / 5) * 8000);

test('loudness is relative to full scale', () => {
  expect(dbfs(new Int16Array(160))).toBe(Number.NEGATIVE_INFINITY);
  expect(dbfs(new Int16Array(160).fill(32_767))).toBeCloseTo(0, 1);
  expect(dbfs(tone(160))).toBeGreaterThan(audibleDbfs + 20);
});

test('speech is cut to its first and last audible 10 ms', () => {
  const padded = new Int16Array(16_000);
  padded.set(tone(1600), 4800);
  const cut = trimToSpeech(padded, 16_000);
  expect(cut.length).toBe(1600);
  expect([...cut]).toEqual([...tone(1600)]);
});

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
