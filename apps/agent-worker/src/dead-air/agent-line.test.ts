import { AudioFrame } from '@livekit/rtc-node';
import type { Spoken } from '@parley/voice';
import { expect, test } from 'vitest';
import { AgentLine } from './agent-line.ts';

const rate = 1_000;

/** Speech of pieces of the given levels, 60 ms each. */
const spoken = (...levels: number[]) =>
  ({
    async *hear(signal: AbortSignal) {
      for (const level of levels) {
        if (signal.aborted) return;
        yield { samples: new Int16Array(60).fill(level), words: [] };
      }
    },
  }) as unknown as Spoken;

function start() {
  const published: number[] = [];
  const source = {
    queuedDuration: 0,
    /** Holds what comes until it is opened. */
    gate: Promise.resolve(),
    given: 0,
    async captureFrame({ data }: AudioFrame) {
      source.given += 1;
      await source.gate;
      published.push(data[0] ?? 0);
    },
    clearQueue: () => void published.push(-1),
  };
  const audio = {
    audioSource: source,
    captureFrame: async (frame: AudioFrame) => source.captureFrame(frame),
    clearBuffer: () => {},
  };
  const line = AgentLine.of({ output: { audio } } as never, rate);
  if (!line) throw new Error('no line');
  return { line, source, audio, published };
}
const answer = () => new AudioFrame(new Int16Array(20).fill(9), rate, 1, 20);

test('is heard in small pieces, and an answer that comes meanwhile is heard after it', async () => {
  const { line, audio, published } = start();
  const ended: boolean[] = [];
  const saying = line.say(spoken(1_000, 2_000), (whole) => {
    ended.push(whole);
    published.push(0);
  });
  expect(line.busy).toBe(true);
  await audio.captureFrame(answer());
  expect(await saying).toBe(true);
  expect(published).toEqual([1_000, 1_000, 1_000, 2_000, 2_000, 2_000, 0, 9]);
  expect([ended, line.busy]).toEqual([[true], false]);
  await audio.captureFrame(answer());
  expect(published.at(-1)).toBe(9);
});

test('cut, it is silent at once, and what waited goes on', async () => {
  const { line, audio, source, published } = start();
  const open = Promise.withResolvers<void>();
  source.gate = open.promise;
  const ended: boolean[] = [];
  const saying = line.say(spoken(1_000, 2_000), (whole) => ended.push(whole));
  const waiting = audio.captureFrame(answer());
  await expect.poll(() => source.given).toBe(1);
  line.cut();
  line.cut();
  open.resolve();
  expect(await saying).toBe(false);
  await waiting;
  expect(published).toEqual([-1, 1_000, 9]);
  expect(ended).toEqual([false]);
});

test('an answer that is interrupted while it waits is not begun', async () => {
  const { line, audio, published } = start();
  const saying = line.say(spoken(1_000), () => {});
  const waiting = audio.captureFrame(answer());
  audio.clearBuffer();
  await saying;
  await waiting;
  expect(published).toEqual([1_000, 1_000, 1_000]);
  await audio.captureFrame(answer());
  expect(published.at(-1)).toBe(9);
});

test('the silence that a voice begins with is left out, and that within it is not', async () => {
  const { line, published } = start();
  await line.say(spoken(3, 1_000, 3), () => {});
  expect(published).toEqual([1_000, 1_000, 1_000, 3, 3, 3]);
});

test('one thing at a time; a track that is gone is heard by nobody', async () => {
  const { line, source } = start();
  const first = line.say(spoken(1_000), () => {});
  expect(await line.say(spoken(2_000), () => {})).toBe(false);
  expect(await first).toBe(true);
  source.captureFrame = async () => {
    throw new Error('the track is closed');
  };
  expect(await line.say(spoken(1_000), () => {})).toBe(false);
  expect(line.busy).toBe(false);
});

test('there is none without audio, or in another SDK', () => {
  expect(AgentLine.of({ output: { audio: null } } as never, rate)).toBeUndefined();
  expect(AgentLine.of({ output: { audio: { captureFrame: () => {} } } } as never, rate)).toBeUndefined();
});
