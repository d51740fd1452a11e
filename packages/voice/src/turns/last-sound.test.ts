import { type VADEvent, VADEventType } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LastSound } from './last-sound.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => vi.useRealTimers());

const rate = 16_000;
let audioMs = 0;
/** Windows of 32 ms, one after the other, the last with sound in its first 10 ms only; each judged so much too late. */
function hear(ear: LastSound, levels: number[], lateMs = 0): void {
  for (const [at, level] of levels.entries()) {
    vi.advanceTimersByTime(32);
    audioMs += 32;
    const samples = new Int16Array(512).fill(level);
    if (at === levels.length - 1) samples.fill(0, 160);
    const frames = [new AudioFrame(samples, rate, 1, samples.length)];
    vi.setSystemTime(Date.now() + lateMs);
    ear.hear({
      ...({ type: VADEventType.INFERENCE_DONE, timestamp: audioMs } as VADEvent),
      ...{ frames, inferenceDuration: 2 },
    });
    vi.setSystemTime(Date.now() - lateMs);
  }
}

test('is the last sound near to where the detector heard the end', () => {
  const ear = new LastSound();
  hear(ear, [3_000, 3_000, 3_000]);
  const end = Date.now();
  expect(ear.near(end)).toBe(end - 2 - 22);
  expect(ear.near(end + 300)).toBe(end - 24);
  expect(ear.near(end - 100)).toBe(end - 24);
  expect(ear.near(end - 200)).toBeLessThanOrEqual(end - 34);
});

test('is the detector’s own end where nothing audible was near', () => {
  const ear = new LastSound();
  expect(ear.near(5)).toBe(5);
  hear(ear, [3_000]);
  vi.advanceTimersByTime(2_000);
  hear(ear, [20, 20]);
  expect(ear.near(Date.now())).toBe(Date.now());
});

test('is when it arrived, however late a busy process judged it', () => {
  const ear = new LastSound();
  hear(ear, [3_000]);
  hear(ear, [3_000, 3_000, 3_000], 300);
  const end = Date.now();
  expect(ear.near(end + 100)).toBe(end - 24);
});

test('forgets what was long ago', () => {
  const ear = new LastSound();
  for (let second = 0; second < 60; second += 1)
    hear(
      ear,
      Array.from({ length: 31 }, () => 3_000),
    );
  expect(ear.near(1_000_500)).toBe(1_000_500);
  expect(Math.abs(ear.near(Date.now()) - Date.now())).toBeLessThan(40);
});
