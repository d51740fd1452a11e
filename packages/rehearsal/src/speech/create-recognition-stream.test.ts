import { expect, it, vi } from 'vitest';
import { createRecognitionStream } from './create-recognition-stream.ts';
import type { Segment } from './start-recognizer.ts';

const audio = (ms: number, level: number, rate = 16_000) =>
  Int16Array.from({ length: (rate * ms) / 1000 }, (_, at) => Math.sin(at / 5) * level);

/** Stands for the child process: the test says what it hears. */
function scripted() {
  const segments: {
    cmn: string;
    bytes: number;
    partial(text: string): void;
    hear(text: string): void;
    fail(message: string): void;
    forgotten: boolean;
  }[] = [];
  const start = (cmn: string, onPartial: (text: string) => void): Segment => {
    const { promise, resolve, reject } = Promise.withResolvers<{ text: string; cmn: string }>();
    promise.catch(() => {});
    const entry = {
      cmn,
      bytes: 0,
      partial: onPartial,
      hear: (text: string) => resolve({ text, cmn: `after ${text}` }),
      fail: (message: string) => reject(new Error(message)),
      forgotten: false,
    };
    segments.push(entry);
    return {
      write: (pcm) => {
        entry.bytes += pcm.length;
      },
      finish: () => promise,
      forget: () => {
        entry.forgotten = true;
      },
    };
  };
  return { segments, start };
}

it('joins the stretches of an utterance, each with the means of the one before', async () => {
  const { segments, start } = scripted();
  const onPartial = vi.fn();
  const onSpeech = vi.fn();
  const stream = createRecognitionStream(start, { onPartial, onSpeech });
  stream.write(audio(500, 8000));
  segments[0]?.partial('my NUMBER(2)');
  stream.write(audio(600, 0));
  segments[0]?.hear('my number is');
  await vi.waitFor(() => expect(stream.silenceMs).toBeGreaterThan(500));
  stream.write(audio(500, 8000));
  segments[1]?.partial('<s> five');
  const text = stream.finish();
  segments[1]?.hear('five [NOISE] five </s>');
  expect(await text).toBe('my number is five five');
  expect(onPartial.mock.calls).toEqual([['my number'], ['my number five']]);
  expect(onSpeech).toHaveBeenCalledTimes(2);
  expect(segments[1]?.cmn).toBe('after my number is');
  expect(stream.silenceMs).toBeUndefined();
});

it('asks nobody about silence', async () => {
  const { segments, start } = scripted();
  const stream = createRecognitionStream(start, {});
  stream.write(audio(3000, 20));
  expect(await stream.finish()).toBe('');
  expect(segments).toEqual([]);
});

it('begins the next utterance while the last is being finished', async () => {
  const { segments, start } = scripted();
  const onPartial = vi.fn();
  const stream = createRecognitionStream(start, { onPartial });
  stream.write(audio(500, 8000));
  const first = stream.finish();
  stream.write(audio(500, 8000));
  segments[0]?.partial('too late');
  segments[1]?.partial('next');
  const second = stream.finish();
  segments[1]?.hear('next one');
  segments[0]?.hear('first one');
  expect([await first, await second]).toEqual(['first one', 'next one']);
  expect(onPartial.mock.calls).toEqual([['next']]);
});

it('brings other rates to 16 kHz', () => {
  const { segments, start } = scripted();
  const stream = createRecognitionStream(start, { sampleRate: 48_000 });
  stream.write(audio(1000, 8000, 48_000));
  expect(segments[0]?.bytes).toBeGreaterThan(31_000);
  expect(segments[0]?.bytes).toBeLessThanOrEqual(32_000);
});

it('tells when the recogniser failed, and goes on with the next utterance', async () => {
  const { segments, start } = scripted();
  const stream = createRecognitionStream(start, {});
  stream.write(audio(500, 8000));
  segments[0]?.fail('the recogniser ended');
  await expect(stream.finish()).rejects.toThrow('the recogniser ended');
  stream.write(audio(500, 8000));
  segments[1]?.hear('hello');
  expect(await stream.finish()).toBe('hello');
});

it('forgets what is cleared', async () => {
  const { segments, start } = scripted();
  const stream = createRecognitionStream(start, {});
  stream.write(audio(500, 8000));
  stream.clear();
  expect(segments[0]?.forgotten).toBe(true);
  expect(await stream.finish()).toBe('');
});
