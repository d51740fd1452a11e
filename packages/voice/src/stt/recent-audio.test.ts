import { AudioFrame } from '@livekit/rtc-node';
import { expect, test } from 'vitest';
import { RecentAudio } from './recent-audio.ts';

const eighth = (): AudioFrame => AudioFrame.create(1_000, 1, 125);

test('keeps the latest seconds, no more than the limit', () => {
  const recent = new RecentAudio(1);
  const frames = Array.from({ length: 25 }, eighth);
  for (const frame of frames) recent.push(frame);
  expect(recent.frames).toEqual(frames.slice(-8));
  recent.keepLast(0.375);
  expect(recent.frames).toEqual(frames.slice(-3));
});
