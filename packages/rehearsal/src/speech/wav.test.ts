import { expect, test } from 'vitest';
import { pcmBytes, pcmSamples, readWav, writeWav } from './wav.ts';

const pcm = Int16Array.of(1, -2, 300, -32_768, 32_767);

test('samples survive their bytes, also as a piece of a larger buffer', () => {
  const pool = Buffer.concat([Buffer.alloc(64, 7), pcmBytes(pcm), Buffer.alloc(64, 9)]);
  const piece = pool.subarray(64, 64 + pcm.byteLength + 1);
  expect([...pcmSamples(piece)]).toEqual([...pcm]);
  pool.fill(0);
  expect([...pcmSamples(pcmBytes(pcm))]).toEqual([...pcm]);
});

test('a WAV file is read as it was written, from a Buffer too', () => {
  expect(readWav(writeWav(pcm, 16_000))).toEqual({ pcm, sampleRate: 16_000 });
  expect(() => readWav(Buffer.from('no wav'))).toThrow('not a WAV file');
});
