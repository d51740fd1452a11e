import { initializeLogger } from '@livekit/agents';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ScriptedTts } from '../testing/scripted-tts.ts';
import { RepeatingTts } from './repeating-tts.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
afterEach(() => vi.useRealTimers());

function start(...candidates: ScriptedTts[]) {
  const adapter = new RepeatingTts(candidates);
  const errors: { message: string; recoverable: boolean }[] = [];
  adapter.on('error', ({ error, recoverable }) => errors.push({ message: error.message, recoverable }));
  return { adapter, errors };
}

/** Says the words, and returns the number of frames heard. */
async function say(adapter: RepeatingTts, ...words: string[]): Promise<number> {
  const stream = adapter.stream();
  for (const word of words) stream.pushText(word);
  stream.endInput();
  let frames = 0;
  for await (const audio of stream) if (typeof audio !== 'symbol') frames += 1;
  return frames;
}

test('a request that fails is made again with the whole text', async () => {
  const voice = new ScriptedTts('one', ['fails', 'speaks']);
  const { adapter, errors } = start(voice);
  expect(await say(adapter, 'Hello ', 'there.')).toBe(2);
  expect(voice.texts).toEqual(['', 'Hello there.']);
  expect(errors).toEqual([{ message: 'connection refused', recoverable: true }]);
});

test('after two failures the next voice speaks, and is asked first for a while', async () => {
  const bad = new ScriptedTts('one', ['fails']);
  const good = new ScriptedTts('two', ['speaks']);
  const { adapter } = start(bad, good);
  expect(await say(adapter, 'Hello.')).toBe(1);
  expect(await say(adapter, 'Again.')).toBe(1);
  expect(bad.texts).toHaveLength(2);
  expect(good.texts).toEqual(['Hello.', 'Again.']);
});

test('only when every voice has failed is the error final', async () => {
  const { adapter, errors } = start(new ScriptedTts('one', ['fails']), new ScriptedTts('two', ['fails']));
  expect(await say(adapter, 'Hello.')).toBe(0);
  expect(errors.map(({ recoverable }) => recoverable)).toEqual([true, true, true, true, false]);
});

test('a voice that says nothing for three seconds is raced by the next try', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const voice = new ScriptedTts('one', ['hangs', 'speaks']);
  const { adapter, errors } = start(voice);
  const saying = say(adapter, 'Hello.');
  await vi.advanceTimersByTimeAsync(2_900);
  expect(voice.texts).toEqual(['Hello.']);
  await vi.advanceTimersByTimeAsync(200);
  expect(await saying).toBe(1);
  expect(errors).toEqual([{ message: 'the voice is slow', recoverable: true }]);
});

test('a slow voice that speaks before the others still wins', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const slow = new ScriptedTts('one', ['slow']);
  const other = new ScriptedTts('two', ['hangs']);
  const { adapter } = start(slow, other);
  const saying = say(adapter, 'Hello.');
  await vi.advanceTimersByTimeAsync(8_000);
  expect(slow.texts).toEqual(['Hello.', 'Hello.']);
  expect(other.texts).toEqual(['Hello.']);
  slow.hurry();
  expect(await saying).toBe(1);
});

test('a reply that breaks off is reported and not begun again', async () => {
  const voice = new ScriptedTts('one', ['breaks', 'speaks']);
  const { adapter, errors } = start(voice);
  expect(await say(adapter, 'Hello ', 'there.')).toBe(1);
  expect(voice.texts).toHaveLength(1);
  expect(errors).toEqual([{ message: 'broken off', recoverable: true }]);
});

test('nothing to say is no failure, and no audio for words is one', async () => {
  const voice = new ScriptedTts('one', ['silent']);
  const { adapter, errors } = start(voice);
  expect(await say(adapter, ' … ')).toBe(0);
  expect(errors).toEqual([]);
  expect(await say(adapter, 'Hello.')).toBe(0);
  expect(errors.map(({ recoverable }) => recoverable)).toEqual([true, true, false]);
});

test('with other voices, what is begun is said to its end, and the next by them', async () => {
  const [english, german] = [new ScriptedTts('english', ['speaks']), new ScriptedTts('german', ['speaks'])];
  const { adapter } = start(english);
  const begun = adapter.stream();
  adapter.use([german]);
  begun.pushText('Hello.');
  begun.endInput();
  for await (const _ of begun);
  expect(await say(adapter, 'Guten Tag.')).toBe(1);
  expect([english.texts, german.texts]).toEqual([['Hello.'], ['Guten Tag.']]);
});
