import { expect, test } from 'vitest';
import { holdMusic, musicRate } from './hold-music.ts';

test('is heard all the time, gently, and never clips', () => {
  const music = holdMusic();
  const loudness: number[] = [];
  for (let frame = 0; frame < 30 * 50; frame++) {
    const samples = music.next().value;
    expect(samples).toHaveLength(musicRate / 50);
    loudness.push(samples.reduce((sum, sample) => sum + Math.abs(sample), 0) / samples.length);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(20_000);
  }
  const perHalfSecond = loudness
    .slice(25)
    .map((_, at) => loudness.slice(at, at + 25).reduce((sum, each) => sum + each, 0) / 25);
  expect(Math.min(...perHalfSecond)).toBeGreaterThan(300);
});

test('each frame is a memory of its own', () => {
  const music = holdMusic();
  const [first, second] = [music.next().value, music.next().value];
  expect(first.buffer).not.toBe(second.buffer);
  expect(first.byteOffset).toBe(0);
});
