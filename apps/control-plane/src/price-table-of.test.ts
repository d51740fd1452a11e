import { expect, it } from 'vitest';
import { pricePattern, priceTableOf } from './price-table-of.ts';

it('reads prices, also of models with slashes in their names', () => {
  const prices = ['mini/input_tokens=15', 'org/voice-2/minutes=0.3'];
  expect(priceTableOf({ prices, currency: 'EUR' })).toEqual({
    currency: 'EUR',
    prices: [
      { of: 'mini', unit: 'input_tokens', cents: 15 },
      { of: 'org/voice-2', unit: 'minutes', cents: 0.3 },
    ],
  });
});

it('takes nothing that it would misread', () => {
  for (const wrong of [
    'mini=15',
    'mini/tokens=15',
    'mini/minutes=',
    'mini/minutes=-1',
    '/minutes=1',
    'a b/minutes=1',
  ]) {
    expect(wrong).not.toMatch(pricePattern);
  }
  expect('org/voice-2/minutes=0.3').toMatch(pricePattern);
});
