import { beforeAll, describe, expect, it } from 'vitest';
import { loadScenario } from '../callers/load-scenario.ts';
import { knowSentences } from './know-sentences.ts';
import { resample } from './resample.ts';
import { rms } from './rms.ts';
import { spokenWords } from './speakable-text.ts';
import type { Recognizer } from './start-recognizer.ts';
import { synthesize } from './synthesize.ts';
import { byTelephone } from './testing/by-telephone.ts';

const sentences = [...new Set(loadScenario('leaking-sink').steps.flatMap(({ say }) => say ?? []))].map(
  (text) => ({ text, voice: 'rms' as const }),
);
const quiet = new Int16Array(12_000);
/** A line that now and then loses 20 ms and now and then repeats them. */
const stuttering = (pcm: Int16Array) => {
  const frames = Array.from({ length: Math.floor(pcm.length / 480) }, (_, at) =>
    pcm.subarray(at * 480, at * 480 + 480),
  );
  const heard = frames.flatMap((frame, at) =>
    at % 17 === 5 ? [] : at % 23 === 7 ? [frame, frame] : [frame],
  );
  return Int16Array.from(heard.flatMap((frame) => [...frame]));
};
const noisy = (pcm: Int16Array) => pcm.map((sample, at) => sample * 0.7 + 60 * Math.sin(at * at));

describe('a recogniser of given sentences', () => {
  let recognizer: Recognizer;
  beforeAll(async () => {
    recognizer = await knowSentences(sentences);
  });

  const hear = async (text: string, line: (pcm: Int16Array) => Int16Array = (pcm) => pcm) => {
    const { pcm, sampleRate } = await synthesize({ text, voice: 'rms' });
    const stream = recognizer.openStream({ sampleRate: 24_000 });
    stream.write(quiet);
    // In pieces that are not those that it learned from.
    const spoken = line(resample(pcm, sampleRate, 24_000));
    for (let at = 0; at < spoken.length; at += 500) stream.write(spoken.subarray(at, at + 500));
    stream.write(quiet);
    return stream.finish();
  };

  it.each(sentences)(
    'hears $text, in a room, by telephone, through noise and in pieces',
    async ({ text }) => {
      const words = spokenWords(text).join(' ');
      expect(await hear(text)).toBe(words);
      expect(await hear(text, (pcm) => noisy(byTelephone(pcm, 24_000)))).toBe(words);
      expect(await hear(text, (pcm) => stuttering(byTelephone(pcm, 24_000)))).toBe(words);
    },
  );

  it('hears a sentence of which a longer pause made two', async () => {
    const { pcm, sampleRate } = await synthesize({ text: 'No, that is all. Thank you.', voice: 'rms' });
    const pause = (loudest: Int16Array) =>
      loudest.findLastIndex((_, at) => rms(pcm.subarray(at - 1600, at)) < 60 && at < pcm.length * 0.8);
    const at = pause(pcm);
    const stream = recognizer.openStream({ sampleRate });
    for (const part of [quiet, pcm.subarray(0, at), new Int16Array(sampleRate / 4), pcm.subarray(at), quiet])
      stream.write(part);
    expect(await stream.finish()).toBe('no that is all thank you');
  });

  it.each(['Can I keep a dog?', 'Hello, the garden gate is broken again.', 'Seventeen Maple Avenue.'])(
    'hears nothing in %j, which it does not know',
    async (text) => expect(await hear(text)).toBe(''),
  );
});
