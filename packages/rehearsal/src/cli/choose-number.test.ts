import type { DemoFile } from '@parley/contracts';
import { expect, test } from 'vitest';
import { chooseNumber, givePhoneItsValue, usualNumber } from './choose-number.ts';

test.each([
  [['--phone'], ['--phone=']],
  [
    ['--phone', '--json'],
    ['--phone=', '--json'],
  ],
  [
    ['--phone', 'sip:1@host', '--json'],
    ['--phone', 'sip:1@host', '--json'],
  ],
  [['--phone=sip:1@host'], ['--phone=sip:1@host']],
])('%j is read as %j', (args, expected) => {
  expect(givePhoneItsValue(args)).toEqual(expected);
});

test('what was given comes before the demo, the demo before what is usual', () => {
  const demo = { sip: 'sip:+15550100@127.0.0.1:5070' } as DemoFile;
  expect(chooseNumber('sip:+15550111@127.0.0.1:5080', demo)).toBe('sip:+15550111@127.0.0.1:5080');
  expect(chooseNumber('', demo)).toBe(demo.sip);
  expect(chooseNumber('')).toBe(usualNumber);
  expect(() => chooseNumber('+15550100')).toThrow(/expected a SIP URI/);
});
