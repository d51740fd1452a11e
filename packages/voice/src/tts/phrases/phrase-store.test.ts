import { mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PhraseStore } from './phrase-store.ts';
import { Spoken } from './spoken.ts';

const voice = { provider: 'openai', model: 'tts-1', voice: 'alloy', language: 'en' };
const hello = [
  { samples: Int16Array.of(1, -2, 32_767), words: [{ text: 'Hello ', startTime: 0, endTime: 0.5 }] },
  { samples: Int16Array.of(-32_768), words: [] },
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-phrases-'));
});
afterEach(() => rm(folder, { recursive: true }));
const theFile = async () => join(folder, (await readdir(folder))[0] ?? '');

test('what was spoken is there the next time, with the times of its words, for its owner alone', async () => {
  expect(await new PhraseStore(folder).keep(voice, 'Hello.', Spoken.whole(hello))).toBe(true);
  expect((await new PhraseStore(folder).read(voice, 'Hello.'))?.pieces).toEqual(hello);
  expect((await stat(await theFile())).mode & 0o077).toBe(0);
});

test('other words, and each other property of the voice, are another sound', async () => {
  const store = new PhraseStore(folder);
  await store.keep(voice, 'Hello.', Spoken.whole(hello));
  const others = [
    { model: 'tts-2' },
    { voice: 'nova' },
    { speed: 1.2 },
    { language: 'de' },
    { provider: 'cartesia' },
  ];
  for (const other of others) expect(await store.read({ ...voice, ...other }, 'Hello.')).toBeUndefined();
  expect(await store.read(voice, 'Hello!')).toBeUndefined();
});

test('half a file, or something else in its place, is not played', async () => {
  const store = new PhraseStore(folder);
  await store.keep(voice, 'Hello.', Spoken.whole(hello));
  const file = await theFile();
  const { length } = await readFile(file);
  for (const left of [length - 1, 10, 0]) {
    await truncate(file, left);
    expect(await store.read(voice, 'Hello.')).toBeUndefined();
  }
  await writeFile(file, '{"rate":24000,"pieces":[{"samples":-1,"words":[]}]}\n');
  expect(await store.read(voice, 'Hello.')).toBeUndefined();
});

test('what broke off is not kept, and a disk that cannot be written fails nobody', async () => {
  const broken = new Spoken();
  broken.add({ samples: Int16Array.of(1), words: [] });
  broken.end(false);
  expect(await new PhraseStore(folder).keep(voice, 'Hello.', broken)).toBe(false);
  await writeFile(join(folder, 'file'), '');
  const nowhere = new PhraseStore(join(folder, 'file'));
  expect(await nowhere.keep(voice, 'Hello.', Spoken.whole(hello))).toBe(false);
  expect(await nowhere.read(voice, 'Hello.')).toBeUndefined();
});

test('what was not used for the longest time makes room', async () => {
  const store = new PhraseStore(folder, { mostBytes: 2_500 });
  const long = Spoken.whole([{ samples: new Int16Array(500), words: [] }]);
  for (const text of ['one', 'two']) {
    await store.keep(voice, text, long);
    for (const name of await readdir(folder)) await utimes(join(folder, name), 1, 1);
  }
  await store.read(voice, 'one');
  await store.keep(voice, 'three', long);
  const held = await Promise.all(['one', 'two', 'three'].map((text) => store.read(voice, text)));
  expect(held.map((spoken) => spoken !== undefined)).toEqual([true, false, true]);
});
