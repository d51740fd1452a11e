import { describe, expect, test } from 'vitest';
import { readWav } from '../speech/wav.ts';
import { createRecording } from './create-recording.ts';
import { createSpeechDetector } from './create-speech-detector.ts';
import { audibleDbfs, dbfs } from './dbfs.ts';
import { heardSilences } from './heard-silences.ts';
import { measureCall } from './measure-call.ts';
import { placeFrames } from './place-frames.ts';
import { speechSpans, trimSilence } from './speech-spans.ts';

const rate = 16_000;
const silence = (ms: number) => new Int16Array((rate * ms) / 1000);
const tone = (ms: number, level = 8000) =>
  silence(ms).map((_, at) => Math.round(Math.sin((at * 2 * Math.PI * 200) / rate) * level));
const join = (...parts: Int16Array[]) => Int16Array.from(parts.flatMap((part) => [...part]));

test('loudness is relative to full scale', () => {
  expect(dbfs(silence(10))).toBe(Number.NEGATIVE_INFINITY);
  expect(dbfs(new Int16Array(160).fill(32_767))).toBeCloseTo(0, 1);
  expect(dbfs(tone(10))).toBeGreaterThan(audibleDbfs + 20);
  expect(dbfs(tone(10, 100))).toBeLessThan(audibleDbfs);
});

describe('speech spans', () => {
  test.each([
    ['nothing', silence(1000), []],
    ['hiss', tone(1000, 100), []],
    ['a click', join(silence(100), tone(10), silence(900)), []],
    ['one utterance', join(silence(300), tone(500), silence(900)), [[300, 800]]],
    ['a pause inside', join(tone(200), silence(300), tone(200), silence(700)), [[0, 700]]],
    [
      'two utterances',
      join(tone(200), silence(700), tone(200)),
      [
        [0, 200],
        [900, 1100],
      ],
    ],
  ])('%s', (_, pcm, expected) => {
    expect(speechSpans(pcm, rate).map(({ startMs, endMs }) => [startMs, endMs])).toEqual(expected);
  });

  test('trimming leaves what is audible', () => {
    expect([...trimSilence(join(silence(300), tone(500), silence(200)), rate)]).toEqual([...tone(500)]);
    expect(trimSilence(silence(100), rate)).toHaveLength(0);
  });

  test('the detector tells while the samples come, whatever the size of the pieces', () => {
    const events: [string, number][] = [];
    const detector = createSpeechDetector({
      sampleRate: rate,
      hangoverMs: 200,
      onStart: (at) => events.push(['start', at]),
      onEnd: (at) => events.push(['end', at]),
    });
    const pcm = join(silence(100), tone(300), silence(400));
    for (let at = 0; at < pcm.length; at += 320) detector.push(pcm.subarray(at, at + 320), 5000 + at / 16);
    expect(events).toEqual([
      ['start', 5100],
      ['end', 5400],
    ]);
    detector.push(tone(100), 6000);
    expect(detector.speaking).toBe(true);
    detector.flush();
    expect(detector.speaking).toBe(false);
    expect(events.at(-1)).toEqual(['end', 6100]);
  });
});

describe('heard silences', () => {
  const span = (startMs: number, endMs: number) => ({ startMs, endMs });
  test.each([
    ['from the last sample to the first audible one', [span(0, 1000)], [span(1800, 3000)], [800]],
    ['of every turn', [span(0, 1000), span(4000, 5000)], [span(1500, 3000), span(5700, 6000)], [500, 700]],
    ['not when the agent talks over the end', [span(0, 1000)], [span(900, 3000)], []],
    ['not when the caller speaks again first', [span(0, 1000), span(2000, 3000)], [span(3500, 4000)], [500]],
    ['not when nothing comes', [span(0, 1000)], [span(-900, -100)], []],
    ['after an interruption', [span(1000, 2000)], [span(0, 1300), span(2600, 3000)], [600]],
  ])('%s', (_, caller, agent, expected) => {
    expect(heardSilences(caller, agent).map(({ ms }) => ms)).toEqual(expected);
  });
});

describe('placing frames', () => {
  const placed = (arrivals: number[]) => {
    const place = placeFrames();
    return arrivals.map((at) => place(at, 20));
  };
  const every20 = (count: number, from = 20) => Array.from({ length: count }, (_, at) => from + at * 20);

  test('jitter and bursts move nothing', () => {
    const held = every20(60).map((at) => (at > 300 && at < 600 ? 600 : at + (at % 3)));
    expect(placed(held).at(-1)).toBeCloseTo(59 * 20, -1);
  });

  test('frames that are lost leave their time', () => {
    const arrivals = [...every20(50), ...every20(50, 1220)];
    expect(placed(arrivals).at(-1)).toBe(2180);
  });

  test('a first frame that was held up is put right by the next', () => {
    expect(placed([120, 120, 120, 120, 120, 120, 140])).toEqual([100, 100, 100, 100, 100, 100, 120]);
  });
});

describe('the recording', () => {
  test('keeps both sides on one clock, the caller left', () => {
    const recording = createRecording(rate);
    recording.write('caller', tone(100), 0);
    recording.write('agent', tone(100, 4000), 2000);
    const wav = recording.toWav();
    expect([wav.readUInt16LE(22), wav.readUInt32LE(24), wav.length]).toEqual([2, rate, 44 + 2100 * 16 * 4]);
    expect(readWav(Uint8Array.from(wav)).pcm).toHaveLength(2100 * 16);
    expect(wav.readInt16LE(44 + 10 * 4)).toBe(tone(100)[10]);
    expect(wav.readInt16LE(44 + (2000 * 16 + 10) * 4 + 2)).toBe(tone(100, 4000)[10]);
  });

  test('jitter leaves no seam, a real gap does', () => {
    const recording = createRecording(rate);
    recording.write('caller', tone(20), 0);
    recording.write('caller', tone(20), 55);
    recording.write('caller', tone(20), 500);
    expect([...recording.channel('caller').slice(20 * 16, 40 * 16)]).toEqual([...tone(20)]);
    expect(recording.channel('caller')).toHaveLength(520 * 16);
  });

  test('grows with the call', () => {
    const recording = createRecording(1000);
    recording.write('agent', new Int16Array(500).fill(7), 100_000);
    expect(recording.channel('agent')[100_499]).toBe(7);
  });
});

test('a call is measured from its recording and its transcript', () => {
  const recording = createRecording(rate);
  recording.write('agent', join(silence(500), tone(1000), silence(2500), tone(1000), silence(1500)), 0);
  const utterance = { text: 'My name is John Smith.', startMs: 2000, endMs: 3200, cut: false };
  const cuttingIn = { text: 'Stop.', startMs: 4600, endMs: 5600, cut: false };
  const segment = (speaker: 'agent' | 'caller', text: string) => ({
    segment_id: text,
    seq: 1,
    speaker,
    text,
    interrupted: false,
    started_at: '',
    ended_at: '',
  });
  const measured = measureCall({
    recording,
    said: [utterance, cuttingIn],
    heard: [{ text: 'hello who is their', startMs: 500, endMs: 1500 }],
    printed: [segment('agent', 'Hello. Who is there?'), segment('caller', 'my name is john smith stop')],
  });
  expect(measured.greeting_ms).toBe(500);
  expect(measured.silences).toEqual([{ fromMs: 3200, ms: 800 }]);
  expect(measured.interruptions).toEqual([{ atMs: 4600, silentAfterMs: 400 }]);
  expect(measured.cut_offs).toEqual([]);
  expect(measured.accuracy).toEqual({ agent: 0.75, caller: 1 });
});

test('an agent that begins while the caller still speaks has cut in', () => {
  const recording = createRecording(rate);
  recording.write('agent', join(silence(3000), tone(1000), silence(1500)), 0);
  const said = [{ text: 'My name is John Smith.', startMs: 2000, endMs: 3200, cut: false }];
  const { cut_offs, silences } = measureCall({ recording, said, heard: [], printed: [] });
  expect(cut_offs).toEqual([{ atMs: 3000 }]);
  expect(silences).toEqual([]);
});
