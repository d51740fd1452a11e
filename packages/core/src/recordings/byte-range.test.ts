import { expect, it } from 'vitest';
import { byteRangeOf } from './byte-range.ts';

it.each([
  ['bytes=0-9', { start: 0, end: 9 }],
  ['bytes=90-', { start: 90, end: 99 }],
  ['bytes=90-500', { start: 90, end: 99 }],
  ['bytes=-10', { start: 90, end: 99 }],
  ['bytes=-500', { start: 0, end: 99 }],
  ['bytes=99-99', { start: 99, end: 99 }],
])('%s of 100 bytes', (header, range) => expect(byteRangeOf(header, 100)).toEqual(range));

it.each([undefined, '', 'bytes=-', 'bytes=9-3', 'bytes=0-1,5-6', 'lines=0-9', 'bytes=a-b'])(
  '%s is no range: all is answered',
  (header) => expect(byteRangeOf(header, 100)).toBeUndefined(),
);

it.each(['bytes=100-', 'bytes=200-300', 'bytes=-0'])('%s cannot be satisfied', (header) =>
  expect(() => byteRangeOf(header, 100)).toThrow('RANGE_NOT_SATISFIABLE'),
);
