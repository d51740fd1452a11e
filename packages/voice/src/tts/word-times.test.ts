import { type tts, voice } from '@livekit/agents';
import { AudioFrame } from '@livekit/rtc-node';
import { expect, test } from 'vitest';
import { TextLog } from './text-log.ts';
import { WordTimes } from './word-times.ts';

const half = (words?: string): tts.SynthesizedAudio => ({
  requestId: 'r',
  segmentId: 's',
  frame: AudioFrame.create(24_000, 1, 12_000),
  final: false,
  timedTranscripts:
    words === undefined ? undefined : [voice.createTimedString({ text: words, startTime: 0 })],
});
const textOf = (audio: tts.SynthesizedAudio | undefined) => audio?.timedTranscripts?.map(({ text }) => text);

function start(...texts: string[]) {
  const log = new TextLog();
  for (const text of texts) log.add({ text });
  return { log, words: new WordTimes(log) };
}

test('a voice with times is left alone', () => {
  const { words } = start('Hello there.');
  expect([half(), half('Hello '), half(), half(), half()].map((audio) => textOf(words.pass(audio)))).toEqual([
    undefined,
    ['Hello '],
    undefined,
    undefined,
    undefined,
  ]);
  expect(words.rest(half())).toBeUndefined();
});

test('times on the frame count as well', () => {
  const { words } = start('Hello there.');
  const audio = half();
  audio.frame.userdata['lk.timed_transcripts'] = [voice.createTimedString({ text: 'Hello there.' })];
  words.pass(audio);
  expect(words.rest(half())).toBeUndefined();
});

test('without times the text goes along after a while, each part of it once', () => {
  const { log, words } = start('Hello ', 'there. ');
  expect([half(), half(), half()].map((audio) => textOf(words.pass(audio)))).toEqual([
    undefined,
    undefined,
    ['Hello there. '],
  ]);
  log.add({ text: 'How are you?' });
  expect(textOf(words.pass(half()))).toEqual(['How are you?']);
  expect(textOf(words.pass(half('late ')))).toBeUndefined();
  expect(words.rest(half())).toBeUndefined();
});

test('a short speech without times gives its text at its end', () => {
  const { words } = start('Hello.');
  expect(textOf(words.pass(half()))).toBeUndefined();
  expect(textOf(words.rest(half()))).toEqual(['Hello.']);
});
