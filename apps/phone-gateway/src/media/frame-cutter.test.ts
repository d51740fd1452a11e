import { expect, it } from 'vitest';
import { createFrameCutter } from './frame-cutter.ts';

it.each([10, 20, 30, 40, 60])('cuts packets of %i ms into frames of 20 ms without losing a sample', (ms) => {
  const frames: Int16Array[] = [];
  const cutter = createFrameCutter((frame) => frames.push(frame));
  let sample = 0;
  for (let i = 0; i < 12; i++) cutter.push(Int16Array.from({ length: ms * 8 }, () => sample++));
  expect(frames.every((frame) => frame.length === 160)).toBe(true);
  expect(frames.flatMap((frame) => [...frame])).toEqual(Array.from({ length: 12 * ms * 8 }, (_, i) => i));
  expect(new Set(frames.map((frame) => frame.buffer)).size).toBe(frames.length);
});
