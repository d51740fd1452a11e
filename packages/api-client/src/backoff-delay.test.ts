import { expect, test } from 'vitest';
import { backoffDelay } from './backoff-delay.ts';

test('doubles from 100 ms and stays at 2 s', () => {
  const ceilings = [1, 2, 3, 4, 5, 6, 50].map((attempt) => backoffDelay(attempt, () => 0));
  expect(ceilings).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
});

test('the jitter takes up to half away', () => {
  expect(backoffDelay(4, () => 1)).toBe(400);
  expect(backoffDelay(4, () => 0.5)).toBe(600);
});
