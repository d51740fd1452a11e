import { expect, it } from 'vitest';
import { isoTime } from './iso-time.ts';

it('says the time of each line', () => {
  const times = [0, 0, 1, 1_700_000_000_000];
  const time = isoTime(() => times.shift() ?? Number.NaN);
  expect([time(), time(), time(), time()]).toEqual([
    ',"time":"1970-01-01T00:00:00.000Z"',
    ',"time":"1970-01-01T00:00:00.000Z"',
    ',"time":"1970-01-01T00:00:00.001Z"',
    ',"time":"2023-11-14T22:13:20.000Z"',
  ]);
});
