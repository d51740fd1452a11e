import { expect, it } from 'vitest';
import { createResampler, resample } from './resample.ts';
import { rms } from './rms.ts';

const tone = (hertz: number, rate: number, seconds = 0.5) =>
  Int16Array.from({ length: rate * seconds }, (_, at) => 8000 * Math.sin((2 * Math.PI * hertz * at) / rate));
/** Without the edges, where a filter rings. */
const middle = (pcm: Int16Array) => pcm.slice(pcm.length / 4, (pcm.length * 3) / 4);

it.each([
  [24_000, 16_000],
  [48_000, 16_000],
  [44_100, 16_000],
  [16_000, 24_000],
  [8000, 24_000],
])('keeps what both rates hold, %i to %i Hz', (from, to) => {
  const out = resample(tone(1000, from), from, to);
  const wanted = tone(1000, to);
  expect(out.length).toBe(wanted.length);
  const error = Int16Array.from(middle(out), (sample, at) => sample - (middle(wanted)[at] as number));
  expect(rms(error)).toBeLessThan(rms(middle(wanted)) / 100);
});

it('filters out what the lower rate cannot hold', () => {
  const out = resample(tone(10_000, 24_000), 24_000, 16_000);
  expect(rms(middle(out))).toBeLessThan(rms(tone(10_000, 24_000)) / 300);
});

it('makes the same of a stream in pieces as of the whole', () => {
  const pcm = tone(700, 24_000, 0.2);
  const resampler = createResampler(24_000, 16_000);
  const parts: number[] = [];
  for (let at = 0; at < pcm.length; at += 331) parts.push(...resampler.push(pcm.slice(at, at + 331)));
  parts.push(...resampler.flush());
  expect(parts).toEqual(Array.from(resample(pcm, 24_000, 16_000)));
});

it('hands the same samples back when the rates are equal', () => {
  const pcm = tone(500, 16_000, 0.01);
  expect(resample(pcm, 16_000, 16_000)).toBe(pcm);
  expect(createResampler(16_000, 16_000).push(pcm)).toBe(pcm);
});
