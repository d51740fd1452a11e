import { expect, it } from 'vitest';
import { numberDialled } from './number-dialled.ts';

it.each([
  ['+14155550177', '+14155550177'],
  ['sip:+14155550177@trunk.example.com', '+14155550177'],
  ['sips:+1-415.555.0177@trunk.example.com:5061', '+14155550177'],
  ['sip:%2B14155550177@trunk.example.com', '+14155550177'],
  ['sip:%2b1%34155550177@trunk.example.com', '+14155550177'],
  ['sip:ann@trunk.example.com', undefined],
  ['sip:ann%zz@trunk.example.com', undefined],
  ['sip:101@pbx.example.com', undefined],
])('%s rings %s', (address, number) => {
  expect(numberDialled(address)).toBe(number);
});

it.each(['sip:19005550177@trunk.example.com', 'sip:0119005550177@trunk.example.com', 'sip:+1@x.example.com'])(
  'whose number %s is cannot be told',
  (address) => {
    expect(() => numberDialled(address)).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
  },
);
