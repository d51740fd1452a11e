import { expect, it } from 'vitest';
import { formatDuration, formatPause } from './format-duration.ts';
import { formatWhen } from './format-when.ts';

it('writes lengths as on a clock', () => {
  expect([7_000, 754_000, 3_723_000, -5].map(formatDuration)).toEqual(['0:07', '12:34', '1:02:03', '0:00']);
});

it('writes pauses in milliseconds, from a second on in seconds', () => {
  expect([640.4, 1_240].map(formatPause)).toEqual(['640 ms', '1.24 s']);
});

it('writes today’s moments without their date', () => {
  const now = new Date(2026, 10, 3, 18, 0);
  const moment = (day: number): string => new Date(2026, 10, day, 14, 5).toISOString();
  expect(formatWhen(moment(3), now, 'en-GB')).toBe('today 14:05');
  expect(formatWhen(moment(2), now, 'en-GB')).toBe('2 Nov 2026, 14:05');
});
