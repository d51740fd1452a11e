import { type CollectedFact, collectedFactSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { checkFact } from './check-fact.ts';

type Given = Parameters<typeof collectedFactSchema.parse>[0] & object;
const check = (fact: Given, value: string | number | boolean) => {
  const whole: CollectedFact = collectedFactSchema.parse({ key: 'x', label: 'It', question: '?', ...fact });
  return checkFact(whole, value, '2026-03-10');
};
const choices = ['Harbor', 'Down Town'];

describe('checkFact', () => {
  it.each<[Given, string | number | boolean, string | number | boolean]>([
    [{}, 'as said', 'as said'],
    [{}, 3, '3'],
    [{ type: 'phone' }, '(415) 555-0142', '+14155550142'],
    [{ type: 'phone' }, 4_155_550_142, '+14155550142'],
    [{ key: 'phone', type: 'text' }, 'four one five 555 0142', '+14155550142'],
    [{ type: 'email' }, 'anna.berg+x@example.com', 'anna.berg+x@example.com'],
    [{ type: 'number', validation: { min: 1, max: 5 } }, '5', 5],
    [{ type: 'number', validation: { min: 1, max: 5 } }, 1, 1],
    [{ type: 'number' }, '1,250.5', 1250.5],
    [{ type: 'number' }, '-3', -3],
    [{ type: 'date' }, '2024-02-29', '2024-02-29'],
    [{ type: 'date', validation: { date: 'past' } }, '2026-03-09', '2026-03-09'],
    [{ type: 'date', validation: { date: 'today_or_later' } }, '2026-03-10', '2026-03-10'],
    [{ type: 'time' }, '9:05', '09:05'],
    [{ type: 'time' }, '23:59', '23:59'],
    [{ type: 'time' }, '3:30 pm', '15:30'],
    [{ type: 'time' }, '12 a.m.', '00:00'],
    [{ type: 'address', validation: { min_length: 3 } }, 'Elm', 'Elm'],
    [{ type: 'yes_no' }, 'Yes', true],
    [{ type: 'yes_no' }, false, false],
    [{ type: 'choice', choices }, 'down town', 'Down Town'],
  ])('%j takes %j as %j', (fact, value, kept) => {
    expect(check(fact, value)).toEqual({ value: kept });
  });

  it.each<[Given, string | number | boolean, RegExp]>([
    [{ validation: { min_length: 3 } }, 'ab', /^It is too short.*at least 3.*ask/],
    [{ type: 'address', validation: { max_length: 3 } }, 'Elm Street', /at most 3.*ask/],
    [{ type: 'phone' }, 'no idea', /not a number that can be called: ask for it again/],
    [{ type: 'email' }, 'anna at example', /not an e-mail address/],
    [{ type: 'number' }, 'three or so', /not a number/],
    [{ type: 'number' }, '1e9', /not a number/],
    [{ type: 'number', validation: { min: 1, max: 5 } }, 0, /less than 1/],
    [{ type: 'number', validation: { min: 1, max: 5 } }, '6', /more than 5/],
    [{ type: 'date' }, '2026-02-29', /YYYY-MM-DD/],
    [{ type: 'date' }, 'tomorrow', /day, month and year/],
    [{ type: 'date', validation: { date: 'past' } }, '2026-03-10', /before today, 2026-03-10/],
    [{ type: 'date', validation: { date: 'today_or_later' } }, '2026-03-09', /today is 2026-03-10/],
    [{ type: 'time' }, '24:00', /HH:MM/],
    [{ type: 'time' }, '9', /HH:MM/],
    [{ type: 'time' }, '13 pm', /HH:MM/],
    [{ type: 'time' }, '9:60', /HH:MM/],
    [{ type: 'yes_no' }, 'perhaps', /yes or no/],
    [{ type: 'choice', choices }, 'Uptown', /none of these: Harbor, Down Town/],
  ])('%j refuses %j', (fact, value, issue) => {
    expect(check(fact, value)).toEqual({ issue: expect.stringMatching(issue) });
  });
});
