import { expect, test } from 'vitest';
import { MinuteCounts } from './minute-counts.ts';

test('a name’s minute begins with its first request, and anew when it is over', () => {
  const asked = new MinuteCounts(10);
  expect(asked.count('a', 5_000)).toEqual({ count: 1, seconds: 60 });
  expect(asked.count('a', 35_500)).toEqual({ count: 2, seconds: 30 });
  expect(asked.count('b', 35_500)).toEqual({ count: 1, seconds: 60 });
  expect(asked.count('a', 64_999)).toEqual({ count: 3, seconds: 1 });
  expect(asked.count('a', 65_000)).toEqual({ count: 1, seconds: 60 });
});

test('who was not seen for longest is forgotten first', () => {
  const asked = new MinuteCounts(2);
  for (const name of ['a', 'b', 'a', 'c']) asked.count(name, 0);
  expect(asked.count('a', 0).count).toBe(3);
  expect(asked.count('b', 0).count).toBe(1);
});
