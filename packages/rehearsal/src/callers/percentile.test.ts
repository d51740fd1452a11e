import { expect, test } from 'vitest';
import { percentile } from './percentile.ts';

test('is one of the values, by nearest rank', () => {
  const values = [2000, 500, 1400, 900];
  expect([0, 25, 50, 75, 95, 100].map((percent) => percentile(values, percent))).toEqual([
    500, 500, 900, 1400, 2000, 2000,
  ]);
  expect(percentile([], 50)).toBeNull();
});
