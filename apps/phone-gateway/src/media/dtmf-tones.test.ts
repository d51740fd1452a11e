import { expect, it } from 'vitest';
import { amplitudeOf, joinFrames } from '../testing/tones.ts';
import { createDtmfTones, frequenciesOf } from './dtmf-tones.ts';

const all = (digits: string): Int16Array[] => {
  const tones = createDtmfTones();
  tones.dial(digits);
  const frames: Int16Array[] = [];
  for (let frame = tones.next(); frame; frame = tones.next()) frames.push(frame);
  return frames;
};

it('is the two tones of a key, and then a gap', () => {
  const frames = all('5');
  expect(frames).toHaveLength(9);
  const tone = joinFrames(frames.slice(0, 5));
  expect(amplitudeOf(770, tone)).toBeGreaterThan(4_000);
  expect(amplitudeOf(1336, tone)).toBeGreaterThan(4_000);
  expect(amplitudeOf(1209, tone)).toBeLessThan(1_500);
  expect(amplitudeOf(770, joinFrames(frames.slice(5)))).toBe(0);
});

it('knows every key, waits at w, and passes over the rest', () => {
  for (const key of '0123456789*#ABCDabcd') expect(frequenciesOf(key)).toBeDefined();
  expect([frequenciesOf('x'), frequenciesOf('')]).toEqual([undefined, undefined]);
  expect(all('w')).toHaveLength(25);
  expect(all('x')).toHaveLength(0);
});
