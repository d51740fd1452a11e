import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initializeLogger, type tts } from '@livekit/agents';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { ScriptedTts } from '../../testing/scripted-tts.ts';
import { RepeatingTts } from '../repeating-tts.ts';
import { PhraseStore } from './phrase-store.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-phrases-'));
});
afterEach(() => rm(folder, { recursive: true }));
const voice = { provider: 'one', language: 'en' };
const lasting = { lasting: true };
const source = () => ({ voice, store: new PhraseStore(folder) });

/** Says the words, and returns what was heard: samples and words. */
async function say(adapter: RepeatingTts, ...words: string[]) {
  const stream = adapter.stream();
  for (const word of words) stream.pushText(word);
  stream.flush();
  stream.endInput();
  const heard: tts.SynthesizedAudio[] = [];
  for await (const audio of stream) if (typeof audio !== 'symbol') heard.push(audio);
  return {
    samples: heard.reduce((sum, { frame }) => sum + frame.samplesPerChannel, 0),
    words: heard
      .flatMap(({ timedTranscripts }) => timedTranscripts ?? [])
      .map(({ text }) => text)
      .join(''),
  };
}

test('words that were prepared are heard without another request, as they would be with one', async () => {
  const one = new ScriptedTts('one', ['speaks']);
  const adapter = new RepeatingTts([one], source());
  const metrics = vi.fn();
  adapter.on('metrics_collected', metrics);
  await adapter.prepare('Hello  there.', lasting);
  const usual = await say(new RepeatingTts([new ScriptedTts('one', ['speaks'])]), 'Hello there.');
  expect(await say(adapter, 'Hello ', 'there.')).toEqual(usual);
  expect(one.texts).toEqual(['Hello there.']);
  // What the provider was not asked for is not counted either.
  expect(metrics).not.toHaveBeenCalled();
});

test('words that are still being prepared are waited for, not asked for again', async () => {
  const one = new ScriptedTts('one', ['slow']);
  const adapter = new RepeatingTts([one], source());
  const preparing = adapter.prepare('Hello.', lasting);
  await vi.waitFor(() => expect(one.texts).toEqual(['Hello.']));
  const saying = say(adapter, 'Hello.');
  one.hurry();
  expect((await saying).words).toBe('Hello.');
  await preparing;
  expect(one.texts).toEqual(['Hello.']);
});

test('the next call, in another process, asks the voice for nothing', async () => {
  await new RepeatingTts([new ScriptedTts('one', ['speaks'])], source()).prepare('Hello.', lasting);
  const next = new ScriptedTts('one', ['speaks']);
  const adapter = new RepeatingTts([next], source());
  await adapter.prepare('Hello.', lasting);
  expect((await say(adapter, 'Hello.')).words).toBe('Hello.');
  expect(next.texts).toEqual([]);
});

test('fixed words are kept once they were said, those of one caller and all others are not', async () => {
  const adapter = new RepeatingTts([new ScriptedTts('one', ['speaks'])], source());
  await adapter.expect(['Goodbye.']);
  await adapter.prepare('Hello Ann.', { lasting: false });
  for (const text of ['Hello Ann.', 'Goodbye.', 'Goodbye, and thank you.', '']) await say(adapter, text);
  await adapter.close();
  const next = new ScriptedTts('one', ['speaks']);
  const later = new RepeatingTts([next], source());
  await later.expect(['Goodbye.', 'Hello Ann.', 'Goodbye, and thank you.', '']);
  for (const text of ['Goodbye.', 'Hello Ann.', 'Goodbye, and thank you.']) await say(later, text);
  expect(next.texts).toEqual(['Hello Ann.', 'Goodbye, and thank you.']);
  await later.close();
});

test('what cannot be prepared is said by all the ways there are', async () => {
  const bad = new ScriptedTts('one', ['fails']);
  const good = new ScriptedTts('two', ['speaks']);
  const adapter = new RepeatingTts([bad, good], source());
  adapter.on('error', () => {});
  await adapter.prepare('Hello.', lasting);
  expect((await say(adapter, 'Hello.')).words).toBe('Hello.');
  // By another voice, and so not kept as this one's.
  await adapter.close();
  const next = new ScriptedTts('one', ['speaks']);
  const later = new RepeatingTts([next], source());
  await later.expect(['Hello.']);
  await say(later, 'Hello.');
  expect(next.texts).toEqual(['Hello.']);
  await later.close();
});

test('in another language the words have another voice', async () => {
  const adapter = new RepeatingTts([new ScriptedTts('one', ['speaks'])], source());
  await adapter.prepare('Hello.', lasting);
  const german = new ScriptedTts('one', ['speaks']);
  adapter.use([german], { ...source(), voice: { ...voice, language: 'de' } });
  await adapter.expect(['Hello.']);
  await say(adapter, 'Hello.');
  expect(german.texts).toEqual(['Hello.']);
  await adapter.close();
});
