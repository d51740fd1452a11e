import { AudioFrame } from '@livekit/rtc-node';
import { expect, test } from 'vitest';
import { tapAgentAudio } from './tap-agent-audio.ts';

function outputOf(source: object | undefined) {
  const bottom = { audioSource: source };
  return { output: { audio: { nextInChain: { nextInChain: bottom } } } } as never;
}
const frame = (value: number) => new AudioFrame(new Int16Array(4).fill(value), 8_000, 1, 4);

test('hears what is published with the moment at which it is heard, and what is cut off; until it is stopped', async () => {
  const published: number[] = [];
  const source = {
    queuedDuration: 200,
    captureFrame: async ({ data }: AudioFrame) => void published.push(data[0] ?? 0),
    clearQueue: () => void published.push(-1),
  };
  const heard: [number, number][] = [];
  const cuts: number[] = [];
  const stop = tapAgentAudio(outputOf(source), {
    onAudio: (samples, atMs) => heard.push([samples[0] ?? 0, atMs - Date.now()]),
    onCut: (atMs) => cuts.push(atMs - Date.now()),
  });
  await source.captureFrame(frame(7));
  source.clearQueue();
  expect(published).toEqual([7, -1]);
  expect(heard.map(([value]) => value)).toEqual([7]);
  expect(Math.abs((heard[0]?.[1] ?? 0) - 200)).toBeLessThan(50);
  expect(Math.abs(cuts[0] ?? 1_000)).toBeLessThan(50);
  stop?.();
  await source.captureFrame(frame(8));
  source.clearQueue();
  expect([published, heard.length, cuts.length]).toEqual([[7, -1, 8, -1], 1, 1]);
});

test('keeps samples of its own: the SDK uses its frames again', async () => {
  const source = { queuedDuration: 0, captureFrame: async () => {}, clearQueue: () => {} };
  const heard: Int16Array[] = [];
  tapAgentAudio(outputOf(source), { onAudio: (samples) => heard.push(samples), onCut: () => {} });
  const given = frame(7);
  await (source.captureFrame as (given: AudioFrame) => Promise<void>)(given);
  given.data.fill(0);
  expect([...(heard[0] ?? [])]).toEqual([7, 7, 7, 7]);
});

test.each([undefined, {}, { captureFrame: () => {}, clearQueue: () => {} }])(
  'is not had where the SDK is another: %j',
  (source) => {
    expect(tapAgentAudio(outputOf(source), { onAudio: () => {}, onCut: () => {} })).toBeUndefined();
  },
);

test('is not had of a session without audio', () => {
  const session = { output: { audio: null } } as never;
  expect(tapAgentAudio(session, { onAudio: () => {}, onCut: () => {} })).toBeUndefined();
});
