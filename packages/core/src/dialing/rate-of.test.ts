import { expect, it } from 'vitest';
import { monthOf } from './month-of.ts';
import { costOf, rateOf } from './rate-of.ts';

const platform = { rates: [{ prefix: '+44', cents_per_minute: 3 }], otherwise: 10 };
const own = [
  { prefix: '+1', cents_per_minute: 1 },
  { prefix: '+1212', cents_per_minute: 2 },
];

it.each([
  ['+12125550123', own, null, 2],
  ['+14155550142', own, null, 1],
  ['+442071234567', own, null, 3],
  ['+442071234567', own, 7, 7],
  ['+4930123456', own, null, 10],
  ['+12125550123', [...own].reverse(), 7, 2],
])('a minute to %s costs what its longest prefix says', (number, rates, otherwise, expected) => {
  expect(rateOf(number, { rates, default_rate: otherwise }, platform)).toBe(expected);
});

it.each([
  [0, 5, 0],
  [0.2, 5, 5],
  [60, 5, 5],
  [60.001, 5, 10],
  [600, 1.1, 11],
  [130, 1.5, 5],
  [1, 0, 0],
  [1e12, 1e5, 2 ** 31 - 1],
])('%d seconds at %d cents cost %d', (seconds, rate, cents) => {
  expect(costOf(seconds, rate)).toBe(cents);
});

it.each([
  ['UTC', '2026-06-03T16:00:00Z', '2026-06-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'],
  ['America/New_York', '2026-07-01T03:59:59Z', '2026-06-01T04:00:00.000Z', '2026-07-01T04:00:00.000Z'],
  ['America/New_York', '2026-11-15T00:00:00Z', '2026-11-01T04:00:00.000Z', '2026-12-01T05:00:00.000Z'],
  ['Pacific/Auckland', '2026-12-31T11:00:00Z', '2026-12-31T11:00:00.000Z', '2027-01-31T11:00:00.000Z'],
])('the month in %s around %s', (zone, now, from, until) => {
  const month = monthOf(zone, new Date(now));
  expect([month.from.toISOString(), month.until.toISOString()]).toEqual([from, until]);
});
