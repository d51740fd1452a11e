import { recordingSchema } from '@parley/contracts';
import { expect, it } from 'vitest';
import { recordingNeedOf, satisfies } from './recording-need.ts';

const texas = '+12145550142';
const california = '+14155550142';
const florida = '+13055550142';
const ontario = '+14165550142';
const berlin = '+4930123456';
const rome = '+390612345678';
const puertoRico = '+17875550142';
const tollFree = '+18005550142';

const settings = (mode: 'off' | 'announce' | 'ask' | 'strictest') => recordingSchema.parse({ mode });
const between = (
  fromNumber: string | null,
  toNumber: string,
  { mode = 'strictest' as Parameters<typeof settings>[0], direction = 'inbound' as const } = {},
) =>
  recordingNeedOf({ settings: settings(mode), channel: 'phone', call: { direction, fromNumber, toNumber } });

it.each([
  ['one party’s consent at both ends', texas, texas, 'none'],
  ['all parties’ at the caller’s', california, texas, 'announce'],
  ['all parties’ at the business’s', texas, florida, 'announce'],
  ['Canada', ontario, texas, 'announce'],
  ['Germany', berlin, texas, 'ask'],
  ['a business in the European Union', texas, rome, 'ask'],
  ['a place without a rule', puertoRico, texas, 'ask'],
  ['a number without a place', tollFree, texas, 'ask'],
  ['a number that cannot be', texas, '+15550100', 'ask'],
  ['a hidden number', null, texas, 'ask'],
])('%s: the strictest of both ends', (_, from, to, needs) => {
  expect(between(from, to)?.needs).toBe(needs);
});

it('names what decided, with its source', () => {
  expect(between(california, texas)?.rules).toEqual([
    {
      of: 'caller',
      region: 'US-CA',
      needs: 'announce',
      source: 'Cal. Penal Code §§ 632, 632.7, as of 2026-11-30',
    },
    { of: 'business', region: 'US-TX', needs: 'none', source: '18 U.S.C. § 2511(2)(d), as of 2026-11-30' },
  ]);
  const out = between(texas, california, { direction: 'outbound' as never });
  expect(out?.rules.map(({ of, region }) => [of, region])).toEqual([
    ['caller', 'US-CA'],
    ['business', 'US-TX'],
  ]);
});

it('an agent may want more than the law, and never less', () => {
  expect(between(texas, texas, { mode: 'announce' })?.needs).toBe('announce');
  expect(between(texas, texas, { mode: 'ask' })?.needs).toBe('ask');
  expect(between(berlin, texas, { mode: 'announce' })?.needs).toBe('ask');
  expect(between(texas, texas, { mode: 'off' })).toBeNull();
});

it('in a browser the agent says what is done', () => {
  const inBrowser = (more: object) =>
    recordingNeedOf({
      settings: recordingSchema.parse({ mode: 'strictest', ...more }),
      channel: 'browser',
      call: undefined,
    })?.needs;
  expect([inBrowser({}), inBrowser({ without_number: 'ask' }), inBrowser({ mode: 'ask' })]).toEqual([
    'announce',
    'ask',
    'ask',
  ]);
});

it('what was given has to be as much as is needed', () => {
  const asked = { needs: 'ask' as const, rules: [] };
  const told = { needs: 'announce' as const, rules: [] };
  expect([satisfies('agreed', asked), satisfies('announced', asked)]).toEqual([true, false]);
  expect([satisfies('announced', told), satisfies('not_required', told)]).toEqual([true, false]);
  expect(satisfies('not_required', { needs: 'none', rules: [] })).toBe(true);
});
