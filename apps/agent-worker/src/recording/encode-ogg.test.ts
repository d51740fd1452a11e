import { execFileSync } from 'node:child_process';
import { getFfmpegPath } from '@livekit/av';
import { expect, test } from 'vitest';
import { encodeOgg } from './encode-ogg.ts';

const rate = 24_000;
const tone = (seconds: number, value: (index: number) => [number, number]) =>
  Int16Array.from({ length: rate * seconds * 2 }, (_, i) => value(i >> 1)[i % 2] ?? 0);
const sine = (index: number) => Math.round(8_000 * Math.sin(index / 8));

function levels(audio: Uint8Array): { left: number; right: number; seconds: number } {
  const args = ['-loglevel', 'error', '-i', 'pipe:0', '-f', 's16le', '-ar', '24000', 'pipe:1'];
  const pcm = execFileSync(getFfmpegPath() ?? 'ffmpeg', args, { input: audio });
  const sums = [0, 0];
  for (let at = 0; at < pcm.length; at += 2) {
    const channel = (at / 2) % 2;
    sums[channel] = (sums[channel] ?? 0) + pcm.readInt16LE(at) ** 2;
  }
  const level = (sum = 0) => Math.sqrt(sum / (pcm.length / 4));
  return { left: level(sums[0]), right: level(sums[1]), seconds: pcm.length / 4 / rate };
}

test('makes Ogg of what it is given, and neither side is heard on the other', async () => {
  const encoder = encodeOgg(rate);
  encoder.write(tone(1, (index) => [sine(index), 0]));
  const left = levels(await encoder.end());
  expect(left.seconds).toBeCloseTo(1, 1);
  expect(left.left).toBeGreaterThan(4_000);
  expect(left.right).toBeLessThan(2);
});

test('an encoder that is not there, or ends by itself, says so, and what is written to it harms nobody', async () => {
  for (const program of ['/nonexistent/ffmpeg', 'false']) {
    const encoder = encodeOgg(rate, program);
    expect(await encoder.failed).toBeInstanceOf(Error);
    encoder.write(tone(1, () => [1, 1]));
    await expect(encoder.end()).rejects.toThrow('the encoder failed');
  }
});

test('what is abandoned ends its process and is no failure', async () => {
  const encoder = encodeOgg(rate);
  encoder.abandon();
  await expect(encoder.end()).rejects.toThrow();
  expect(await Promise.race([encoder.failed, Promise.resolve('none')])).toBe('none');
});
