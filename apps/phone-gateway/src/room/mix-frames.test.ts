import { expect, it } from 'vitest';
import { mixFrames } from './mix-frames.ts';

const flat = (value: number) => new Int16Array(160).fill(value);

it('adds, cuts off at full scale, and is silent for nobody', () => {
  expect(mixFrames([flat(100), flat(-30), flat(5)])).toEqual(flat(75));
  expect(mixFrames([flat(30_000), flat(30_000)])).toEqual(flat(32_767));
  expect(mixFrames([flat(-30_000), flat(-30_000)])).toEqual(flat(-32_768));
  expect(mixFrames([])).toEqual(flat(0));
});
