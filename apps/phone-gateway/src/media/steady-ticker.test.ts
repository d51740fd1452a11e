import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSteadyTicker } from './steady-ticker.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('ticks fifty times a second, however late its timers are', () => {
  let ticks = 0;
  const stop = startSteadyTicker(20, () => {
    ticks++;
  });
  for (let i = 0; i < 100; i++) vi.advanceTimersByTime(7);
  expect(ticks).toBe(35);
  vi.advanceTimersByTime(9300);
  expect(ticks).toBe(500);
  stop();
  vi.advanceTimersByTime(1000);
  expect(ticks).toBe(500);
});

it('makes up for a short stall and skips a long one', () => {
  let ticks = 0;
  const stop = startSteadyTicker(20, () => {
    ticks++;
  });
  const before = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => before + 100);
  vi.advanceTimersByTime(20);
  expect(ticks).toBe(5);
  vi.spyOn(performance, 'now').mockImplementation(() => before + 10_000);
  vi.advanceTimersByTime(20);
  expect(ticks).toBe(10);
  stop();
});

it('stops within a tick', () => {
  let ticks = 0;
  const stop = startSteadyTicker(20, () => {
    ticks++;
    stop();
  });
  vi.advanceTimersByTime(200);
  expect(ticks).toBe(1);
});
