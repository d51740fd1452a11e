import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Alarm } from './converse.ts';
import { createPatience, type Patience } from './create-patience.ts';
import { parseScenario } from './load-scenario.ts';
import type { Step } from './scenario.ts';

const scenario = parseScenario(
  `
name: x
title: x
answer_s: 20
confused_s: 5
call_s: 100
steps:
  - { on: speech, after_ms: 1000, say: Stop. }
  - { on: silence, after_ms: 2000, say: Hello. }
`,
  'x',
);
const [speech, silence] = scenario.steps as [Step, Step];
let rung: string[];
let patience: Patience;

beforeEach(() => {
  vi.useFakeTimers();
  rung = [];
  patience = createPatience(scenario, ({ type }: Alarm) => rung.push(type));
});
afterEach(() => {
  patience.end();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test('rings for silent steps, confusion and silence without end, each in its time', () => {
  patience.silence({ confused: true, steps: [silence] });
  vi.advanceTimersByTime(1999);
  expect(rung).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(rung).toEqual(['silence']);
  vi.advanceTimersByTime(18_000);
  expect(rung).toEqual(['silence', 'confused', 'unanswered']);
});

test('begins anew whenever something happens, and rests while the caller speaks', () => {
  patience.silence({ confused: false, steps: [silence] });
  vi.advanceTimersByTime(1500);
  patience.silence({ confused: false, steps: [silence] });
  vi.advanceTimersByTime(1500);
  patience.rest();
  vi.advanceTimersByTime(30_000);
  expect(rung).toEqual([]);
});

test('cuts in only so long after the agent has begun', () => {
  patience.silence({ confused: true, steps: [] });
  patience.speech([speech]);
  vi.advanceTimersByTime(1000);
  expect(rung).toEqual(['speech']);
  vi.advanceTimersByTime(20_000);
  expect(rung).toEqual(['speech']);
});

test('the whole call has an end', () => {
  vi.advanceTimersByTime(100_000);
  expect(rung).toEqual(['too_long']);
});
