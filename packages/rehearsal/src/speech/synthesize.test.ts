import { expect, it } from 'vitest';
import { rms } from './rms.ts';
import { synthesize } from './synthesize.ts';
import type { Voice } from './voices.ts';
import { isVoice } from './voices.ts';

it('speaks: loud enough, with each word where it is heard', async () => {
  const { pcm, sampleRate, words } = await synthesize({
    text: 'Hello, is 12 Oak Street free?',
    voice: 'slt',
  });
  const lengthMs = (pcm.length / sampleRate) * 1000;
  expect(sampleRate).toBe(16_000);
  expect(lengthMs).toBeGreaterThan(1500);
  expect(rms(pcm)).toBeGreaterThan(1000);
  expect(words.map(({ word }) => word)).toEqual(['Hello,', 'is', '12', 'Oak', 'Street', 'free?']);
  for (const [index, { startMs, endMs }] of words.entries()) {
    expect(startMs).toBeGreaterThanOrEqual(words[index - 1]?.endMs ?? 0);
    expect(endMs).toBeGreaterThan(startMs);
    expect(endMs).toBeLessThanOrEqual(lengthMs);
  }
});

it('speaks several texts at once, in voices of their own', async () => {
  const [slt, rmsVoice, kal] = await Promise.all(
    (['slt', 'rms', 'kal'] as const).map((voice) => synthesize({ text: 'Good morning.', voice })),
  );
  expect(slt?.pcm).not.toEqual(rmsVoice?.pcm);
  expect(kal?.sampleRate).toBe(8000);
});

it('remembers what it said', async () => {
  const first = await synthesize({ text: 'The same again.', voice: 'rms' });
  expect((await synthesize({ text: 'The same again.', voice: 'rms' })).pcm).toBe(first.pcm);
});

it('says nothing where nothing can be said', async () => {
  expect((await synthesize({ text: ' … ', voice: 'slt' })).pcm).toHaveLength(0);
});

it('refuses a voice that does not exist, and goes on', async () => {
  expect(isVoice('nobody')).toBe(false);
  await expect(synthesize({ text: 'Hello.', voice: 'nobody' as Voice })).rejects.toThrow(/nobody/);
  expect((await synthesize({ text: 'Hello there.', voice: 'slt' })).pcm.length).toBeGreaterThan(8000);
});
