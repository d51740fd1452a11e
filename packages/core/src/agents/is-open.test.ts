import { openingHoursSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { isOpen } from './is-open.ts';

const day = [{ opens: '09:00', closes: '17:00' }];
const berlin = (rest: object) => openingHoursSchema.parse({ time_zone: 'Europe/Berlin', ...rest });
const openAt = (hours: ReturnType<typeof berlin>, ...at: string[]) =>
  at.map((each) => isOpen(hours, new Date(each)));

describe('isOpen', () => {
  it('opens at the minute of opening and closes at that of closing, on its weekdays alone', () => {
    const hours = berlin({ weekly: { mon: day } });
    const monday = [
      '2026-01-05T07:59:59Z',
      '2026-01-05T08:00:00Z',
      '2026-01-05T15:59:59Z',
      '2026-01-05T16:00:00Z',
    ];
    expect(openAt(hours, ...monday)).toEqual([false, true, true, false]);
    expect(openAt(hours, '2026-01-06T10:00:00Z', '2026-01-04T10:00:00Z')).toEqual([false, false]);
  });

  it('follows the local clock over the change to summer time and back', () => {
    const hours = berlin({ weekly: { sat: day, sun: [{ opens: '02:00', closes: '03:00' }, ...day] } });
    expect(openAt(hours, '2026-03-28T07:30:00Z', '2026-03-29T07:30:00Z')).toEqual([false, true]);
    // 02:30 does not exist in spring and comes twice in autumn.
    expect(openAt(hours, '2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z')).toEqual([false, false]);
    expect(openAt(hours, '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z')).toEqual([true, true]);
  });

  it('goes past midnight into the next day, also from Sunday into Monday', () => {
    const hours = berlin({ weekly: { sun: [{ opens: '22:00', closes: '02:00' }] } });
    const night = [
      '2026-01-04T20:59:00Z',
      '2026-01-04T21:00:00Z',
      '2026-01-05T00:59:00Z',
      '2026-01-05T01:00:00Z',
    ];
    expect(openAt(hours, ...night)).toEqual([false, true, true, false]);
    expect(openAt(hours, '2026-01-04T00:30:00Z')).toEqual([false]);
  });

  it('takes the hours of a holiday in place of its weekday, and closed without any', () => {
    const holidays = [
      { date: '2026-01-05', name: 'Stocktaking' },
      { date: '2026-01-12', name: 'Late start', intervals: [{ opens: '12:00', closes: '17:00' }] },
    ];
    const hours = berlin({ weekly: { sun: [{ opens: '22:00', closes: '02:00' }], mon: day }, holidays });
    expect(openAt(hours, '2026-01-05T10:00:00Z', '2026-01-12T10:00:00Z')).toEqual([false, false]);
    expect(openAt(hours, '2026-01-12T11:00:00Z', '2026-01-19T10:00:00Z')).toEqual([true, true]);
    // The night that began on Sunday is Sunday's.
    expect(openAt(hours, '2026-01-05T00:30:00Z')).toEqual([true]);
  });

  it('is open from midnight to midnight for a whole day, in a zone of its own', () => {
    const weekly = { mon: [{ opens: '00:00', closes: '24:00' }] };
    const hours = openingHoursSchema.parse({ time_zone: 'Pacific/Auckland', weekly });
    const edges = [
      '2026-01-04T10:59:59Z',
      '2026-01-04T11:00:00Z',
      '2026-01-05T10:59:59Z',
      '2026-01-05T11:00:00Z',
    ];
    expect(openAt(hours, ...edges)).toEqual([false, true, true, false]);
  });
});

describe('opening hours', () => {
  it.each([
    [{ time_zone: 'Mars/Olympus' }, 'time_zone', 'IANA'],
    [{ weekly: { mon: [{ opens: '9', closes: '17:00' }] } }, 'weekly.mon.0.opens', 'HH:MM'],
    [{ weekly: { tue: [{ opens: '09:00', closes: '09:00' }] } }, 'weekly.tue.0.closes', '24:00'],
    [{ holidays: [{ date: '2026-02-30', name: 'No day' }] }, 'holidays.0.date', 'YYYY-MM-DD'],
  ])('says which field is wrong and what to write: %j', (wrong, path, hint) => {
    const { error } = openingHoursSchema.safeParse({ time_zone: 'Europe/Berlin', ...wrong });
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
    expect(error?.issues[0]?.message).toContain(hint);
  });
});
