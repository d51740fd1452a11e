import { expect, it } from 'vitest';
import { createTrackQueue } from './track-queue.ts';

const loud = (value: number) => new Int16Array(160).fill(value);
const first = (frame: Int16Array | undefined) => frame?.[0];

it('gives frames in order, and no more than the newest three', () => {
  const queue = createTrackQueue();
  for (const value of [1000, 2000, 3000, 4000, 5000]) queue.push(loud(value));
  expect([queue.take(), queue.take(), queue.take()].map(first)).toEqual([3000, 4000, 5000]);
  expect(queue.dropped).toBe(2);
});

it('covers a late frame, and falls silent when none comes', () => {
  const queue = createTrackQueue();
  expect(queue.take()).toBeUndefined();
  queue.push(loud(9000));
  const taken = Array.from({ length: 5 }, () => first(queue.take()));
  expect(taken.slice(0, 2)).toEqual([9000, 9000]);
  expect(taken.slice(3)).toEqual([expect.any(Number), undefined]);
});

/** For two seconds one frame in, one out; then what was let go. */
const standing = (value: number, ahead: number): number => {
  const queue = createTrackQueue();
  for (let i = 0; i < ahead; i++) queue.push(loud(value));
  for (let i = 0; i < 100; i++) {
    queue.push(loud(value));
    queue.take();
  }
  return queue.dropped;
};

it('gives standing delay back where nobody speaks, not within speech', () => {
  expect(standing(0, 1)).toBe(1);
  expect(standing(0, 2)).toBe(2);
  expect(standing(5000, 2)).toBe(0);
});

it('keeps what is needed by a track that delivers two frames at once', () => {
  const queue = createTrackQueue();
  for (let i = 0; i < 200; i++) {
    if (i % 2 === 0) for (const value of [0, 0]) queue.push(loud(value));
    expect(queue.take()).toBeDefined();
  }
  expect(queue.dropped).toBe(0);
});
