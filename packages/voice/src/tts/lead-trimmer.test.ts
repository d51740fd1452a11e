import { type tts, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { expect, test } from 'vitest';
import { LeadTrimmer } from './lead-trimmer.ts';

const rate = 24_000;
type Word = { text: string; startTime: number; endTime: number };

/** 100 ms, silent up to `silentMs`, then loud. */
function piece(silentMs: number, words?: Word[]): tts.SynthesizedAudio {
  const frame = AudioFrame.create(rate, 1, rate / 10);
  frame.data.fill(5_000, (silentMs * rate) / 1_000);
  return {
    requestId: 'r',
    segmentId: 's',
    frame,
    final: false,
    timedTranscripts: words?.map((word) => voice.createTimedString(word)),
  };
}
const msOf = (audios: tts.SynthesizedAudio[]) =>
  audios.map(({ frame }) => (frame.samplesPerChannel / frame.sampleRate) * 1_000);

test('speech begins a moment before it is audible, and its words with it', () => {
  const lead = new LeadTrimmer();
  expect(lead.pass(piece(100, [{ text: 'Hello', startTime: 0.15, endTime: 0.4 }]))).toEqual([]);
  const [first] = lead.pass(piece(60, [{ text: 'there', startTime: 0.4, endTime: 0.6 }]));
  expect(first?.frame.samplesPerChannel).toBe((70 * rate) / 1_000);
  expect(first?.frame.data.findIndex((sample) => sample !== 0)).toBe((30 * rate) / 1_000);
  const [second] = lead.pass(piece(100, [{ text: 'friend', startTime: 0.6, endTime: 0.9 }]));
  expect(msOf([second as tts.SynthesizedAudio])).toEqual([100]);
  const times = [first, second].flatMap((audio) =>
    audio?.timedTranscripts?.map(({ text, startTime = -1, endTime = -1 }) => [
      text,
      Math.round(startTime * 1_000),
      Math.round(endTime * 1_000),
    ]),
  );
  expect(times).toEqual([
    ['Hello', 20, 270],
    ['there', 270, 470],
    ['friend', 470, 770],
  ]);
});

test('speech that begins at once is left as it is', () => {
  const lead = new LeadTrimmer();
  const audio = piece(20, [{ text: 'Hello', startTime: 0, endTime: 0.1 }]);
  expect(lead.pass(audio)).toEqual([audio]);
});

test('what stays in the frame before is kept with it', () => {
  const lead = new LeadTrimmer();
  lead.pass(piece(100));
  expect(msOf(lead.pass(piece(10)))).toEqual([20, 100]);
});

test('a long silence is meant, and speech without a sound loses nothing', () => {
  const lead = new LeadTrimmer();
  const silent = Array.from({ length: 5 }, () => lead.pass(piece(100)));
  expect(silent.flat()).toEqual([]);
  expect(msOf(lead.pass(piece(100)))).toEqual([100, 100, 100, 100, 100, 100]);
  const mute = new LeadTrimmer();
  mute.pass(piece(100));
  expect(msOf(mute.rest())).toEqual([100]);
});
