import { openingHoursSchema } from '@parley/contracts';
import { expect, it } from 'vitest';
import { dayPartOf, planRetry } from './plan-retry.ts';

const at = (text: string) => new Date(text);
const office = (opens: string, closes: string) => {
  const hours = [{ opens, closes }];
  return openingHoursSchema.parse({
    time_zone: 'America/New_York',
    weekly: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  });
};
const timeZone = 'America/New_York';
const plan = (earliest: string, window: ReturnType<typeof office> | null, before?: string[]) =>
  planRetry({
    earliest: at(earliest),
    window,
    timeZone,
    ...(before && { before: before.map(at) }),
  }).toISOString();

it('a retry without a window is at its time', () => {
  expect(plan('2026-06-01T10:07:03.000Z', null)).toBe('2026-06-01T10:07:03.000Z');
});

it('a retry after closing is when it opens again, past the weekend and the change of the clocks', () => {
  expect(plan('2026-06-01T23:10:00Z', office('09:00', '18:00'))).toBe('2026-06-02T13:00:00.000Z');
  // The Friday before the clocks go forward; Monday at nine is an hour earlier in UTC.
  expect(plan('2026-03-06T23:00:00Z', office('09:00', '18:00'))).toBe('2026-03-09T13:00:00.000Z');
});

it('who was not there in the morning is tried in the afternoon, then in the evening, then in the morning again', () => {
  const [morning, afternoon, evening] = [
    '2026-06-01T14:00:00Z',
    '2026-06-01T16:00:00Z',
    '2026-06-01T21:00:00Z',
  ];
  const window = office('09:00', '20:00');
  expect(plan('2026-06-01T15:00:00Z', window, [morning])).toBe('2026-06-01T16:00:00.000Z');
  expect(plan('2026-06-01T17:00:00Z', window, [morning, afternoon])).toBe('2026-06-01T21:00:00.000Z');
  expect(plan('2026-06-01T22:00:00Z', window, [morning, afternoon, evening])).toBe(
    '2026-06-01T22:00:00.000Z',
  );
});

it('where the window has mornings only, it is the next of them', () => {
  expect(plan('2026-06-01T15:00:00Z', office('09:00', '11:30'), ['2026-06-01T14:00:00Z'])).toBe(
    '2026-06-01T15:00:00.000Z',
  );
});

it('a window that never opens does not keep the retry from having a time', () => {
  const never = openingHoursSchema.parse({ time_zone: timeZone });
  expect(plan('2026-06-01T15:00:00Z', never)).toBe('2026-06-01T15:00:00.000Z');
});

it('the parts of the day are the local clock’s', () => {
  expect(dayPartOf(timeZone, at('2026-06-01T15:59:00Z'))).toBe('morning');
  expect(dayPartOf(timeZone, at('2026-06-01T16:00:00Z'))).toBe('afternoon');
  expect(dayPartOf(timeZone, at('2026-06-01T21:00:00Z'))).toBe('evening');
});
