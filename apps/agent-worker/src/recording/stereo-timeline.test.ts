import { expect, test } from 'vitest';
import { StereoTimeline } from './stereo-timeline.ts';

// One sample a millisecond, beginning at a thousand.
const timeline = () => new StereoTimeline({ sampleRate: 1_000, startMs: 1_000 });
const samples = (length: number, value: number) => new Int16Array(length).fill(value);
const sides = (mixed: Int16Array) => ({
  left: [...mixed.filter((_, index) => index % 2 === 0)],
  right: [...mixed.filter((_, index) => index % 2 === 1)],
});
const now = { slackMs: 0 };

test('each side lies where it was heard, with silence between', () => {
  const line = timeline();
  line.place('caller', samples(2, 7), { atMs: 1_001, ...now });
  line.place('agent', samples(3, 9), { atMs: 1_004, ...now });
  expect(sides(line.take(1_008))).toEqual({
    left: [0, 7, 7, 0, 0, 0, 0, 0],
    right: [0, 0, 0, 0, 9, 9, 9, 0],
  });
  expect(line.takenMs).toBe(8);
});

test('what was heard before the beginning is left out, also where a frame spans it', () => {
  const line = timeline();
  line.place('caller', samples(4, 5), { atMs: 990, ...now });
  line.place('agent', Int16Array.of(1, 2, 3, 4), { atMs: 998, ...now });
  expect(sides(line.take(1_003))).toEqual({ left: [0, 0, 0], right: [3, 4, 0] });
});

test('frames that come late or in a bunch follow on each other; a longer gap is one', () => {
  const line = timeline();
  line.place('caller', samples(2, 1), { atMs: 1_000, slackMs: 3 });
  line.place('caller', samples(2, 2), { atMs: 1_004, slackMs: 3 });
  line.place('caller', samples(2, 3), { atMs: 1_003, slackMs: 3 });
  line.place('caller', samples(2, 4), { atMs: 1_010, slackMs: 3 });
  expect(sides(line.take(1_012)).left).toEqual([1, 1, 2, 2, 3, 3, 0, 0, 0, 0, 4, 4]);
});

test('what was published and cut off is not in it, and what is said next comes at its time', () => {
  const line = timeline();
  line.place('agent', samples(8, 6), { atMs: 1_000, slackMs: 1 });
  line.cut('agent', 1_003);
  line.place('agent', samples(2, 8), { atMs: 1_006, slackMs: 1 });
  expect(sides(line.take(1_008)).right).toEqual([6, 6, 6, 0, 0, 0, 8, 8]);
});

test('is taken piece by piece, each sample once', () => {
  const line = timeline();
  line.place('caller', Int16Array.of(1, 2, 3, 4, 5), { atMs: 1_000, ...now });
  expect(sides(line.take(1_002)).left).toEqual([1, 2]);
  expect(sides(line.take(1_001)).left).toEqual([]);
  line.cut('caller', 1_001);
  expect(sides(line.take(1_004)).left).toEqual([0, 0]);
  line.place('caller', samples(6, 9), { atMs: 1_002, ...now });
  expect(sides(line.take(1_008)).left).toEqual([9, 9, 9, 9]);
});
