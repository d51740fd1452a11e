import { collectedFactSchema } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { checkTold } from './check-told.ts';

const collect = [
  { key: 'name', label: 'Full name', question: 'May I have your name?' },
  { key: 'phone', label: 'Phone number', question: 'Which number?', required: false },
  { key: 'guests', label: 'Guests', question: 'How many are you?', type: 'number' as const },
  { key: 'pets', label: 'Pets', question: 'Any pets?', type: 'yes_no' as const, ask_when: 'they stay' },
].map((fact) => collectedFactSchema.parse(fact));
const issuesOf = (told: Parameters<typeof checkTold>[0], facts = collect) => {
  try {
    checkTold(told, facts, '2026-03-10');
  } catch (error) {
    return (error as { issues: { path: string; message: string }[] }).issues.map((issue) => [
      issue.path,
      issue.message,
    ]);
  }
  return [];
};

describe('checkTold', () => {
  it('keeps what was told in one form, and what was not as nothing', () => {
    const told = { name: 'Ann', phone: '', facts: { guests: '4', pets: 'no' } };
    expect(checkTold(told, collect, '2026-03-10')).toEqual({
      name: 'Ann',
      phone: '',
      property: '',
      reason: '',
      facts: { guests: 4, pets: false },
    });
  });

  it('names every fact that is missing, with the question, and none that may be left open', () => {
    expect(issuesOf({})).toEqual([
      ['name', 'Full name is missing: ask "May I have your name?"'],
      ['facts.guests', 'Guests is missing: ask "How many are you?"'],
    ]);
    expect(issuesOf({ name: 'Ann', facts: { guests: '' } })).toHaveLength(1);
    expect(issuesOf({}, [])).toEqual([]);
  });

  it('takes the fields of a ticket also when they are not asked for, and checks them', () => {
    const told = { reason: 'A leak', phone: '415 555 0142' };
    expect(checkTold(told, [], '2026-03-10')).toMatchObject({ reason: 'A leak', phone: '+14155550142' });
    expect(issuesOf({ phone: 'no idea' }, [])).toEqual([['phone', expect.stringContaining('area code')]]);
  });

  it('refuses other keys by their names, also those that every object has', () => {
    const facts = { guests: 2, colour: 'red', constructor: 'x', name: 'Ann' };
    expect(issuesOf({ name: 'Ann', facts })).toEqual([
      ['facts.colour', expect.stringContaining('colour: leave it out, it collects guests, pets')],
      ['facts.constructor', expect.any(String)],
      ['facts.name', expect.stringContaining('a field of its own')],
    ]);
    expect(issuesOf({ name: 'Ann' })).toEqual([['facts.guests', expect.any(String)]]);
  });
});
