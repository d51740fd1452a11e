import { expect, test } from 'vitest';
import { FrameCutter } from './frame-cutter.ts';

const samples = Int16Array.from({ length: 1_000 }, (_, index) => index - 500);
const bytes = new Uint8Array(samples.buffer);

test.each([1, 7, 480, 2_000])('pieces of %i bytes come out as they went in', (size) => {
  const cutter = new FrameCutter(24_000, 10);
  const frames = [];
  for (let at = 0; at < bytes.length; at += size) frames.push(...cutter.cut(bytes.subarray(at, at + size)));
  const rest = cutter.rest();
  expect(frames.map(({ samplesPerChannel }) => samplesPerChannel)).toEqual([240, 240, 240, 240]);
  expect(rest?.samplesPerChannel).toBe(40);
  const joined = [...frames, rest].flatMap((frame) => [...(frame?.data ?? [])]);
  expect(joined).toEqual([...samples]);
});

test('frames are copies, for rtc-node reads a buffer from its beginning', () => {
  for (const { data } of new FrameCutter(24_000, 10).cut(bytes)) expect(data.byteOffset).toBe(0);
});

test('half a sample at the end is dropped, and nothing is left after', () => {
  const cutter = new FrameCutter(24_000, 10);
  cutter.cut(bytes.subarray(0, 5));
  expect(cutter.rest()?.samplesPerChannel).toBe(2);
  expect(cutter.rest()).toBeUndefined();
});
