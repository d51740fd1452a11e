import { expect, test } from 'vitest';
import { audiblePart } from './audible.ts';

const rate = 16_000;
const piece = (...blocks: number[]): Int16Array =>
  Int16Array.from(
    blocks.flatMap((level) => Array.from({ length: 160 }, (_, at) => (at % 2 ? -level : level))),
  );

test('from the first audible block to the last; a hiss is not heard', () => {
  expect(audiblePart(piece(0, 60, 2_000, 0, 900, 60), rate)).toEqual({ fromMs: 20, toMs: 50 });
  expect(audiblePart(piece(60, 60), rate)).toBeUndefined();
  expect(audiblePart(new Int16Array(0), rate)).toBeUndefined();
});

test('what is shorter than a block counts too', () => {
  expect(audiblePart(piece(0, 2_000).subarray(0, 200), rate)).toEqual({ fromMs: 10, toMs: 12.5 });
});
