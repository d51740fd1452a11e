import { expect, test } from 'vitest';
import { readDtmfInfo } from './read-dtmf-info.ts';

test.each([
  ['application/dtmf-relay', 'Signal=5\r\nDuration=160', { digit: '5', durationMs: 160 }],
  ['application/dtmf-relay; charset=x', 'signal = 11\n', { digit: '#', durationMs: 250 }],
  ['application/dtmf', '*\r\n', { digit: '*', durationMs: 250 }],
  ['application/dtmf-relay', 'Signal=d', { digit: 'D', durationMs: 250 }],
  ['application/dtmf-relay', 'Signal=12', undefined],
  ['application/dtmf-relay', '', undefined],
  ['text/plain', 'Signal=5', undefined],
])('%s %j', (type, body, expected) => {
  expect(readDtmfInfo(type, body)).toEqual(expected);
});
