import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { listScenarios, loadScenario } from '../callers/load-scenario.ts';
import { wordAccuracy } from '../text/word-accuracy.ts';
import { resample } from './resample.ts';
import { spokenWords } from './speakable-text.ts';
import { type Recognizer, RecognizerError, startRecognizer } from './start-recognizer.ts';
import { synthesize } from './synthesize.ts';
import { byTelephone } from './testing/by-telephone.ts';
import { findPython } from './testing/find-python.ts';
import type { Voice } from './voices.ts';

const python = findPython();
const silence = (ms: number, rate = 16_000) => new Int16Array((rate * ms) / 1000);

/** Every sentence that a caller of our scenarios says, once. */
const scenarioSentences = () => [
  ...new Set(
    listScenarios()
      .flatMap((name) => loadScenario(name).steps)
      .flatMap(({ say }) => say ?? []),
  ),
];

describe.skipIf(!python)('recognition of real speech (needs PARLEY_PYTHON)', () => {
  let recognizer: Recognizer;
  beforeAll(async () => {
    recognizer = await startRecognizer({ python: python as string });
  });
  afterAll(() => recognizer?.close());

  /** What is heard when `text` is said, by way of 24 kHz as in a call. */
  async function hear(text: string, voice: Voice, stream = recognizer.openStream({ sampleRate: 24_000 })) {
    const { pcm, sampleRate } = await synthesize({ text, voice });
    stream.write(silence(400, 24_000));
    stream.write(resample(pcm, sampleRate, 24_000));
    stream.write(silence(400, 24_000));
    return stream.finish();
  }

  it.each([
    'Hello, what are your office hours?',
    'My kitchen sink is leaking.',
    'My name is John Smith.',
    'My number is 555 0142.',
    '12 Oak Street.',
    'Can I keep a dog?',
    "Yes, that's right.",
    'No, thank you. Goodbye.',
  ])('hears a caller say %j word for word', async (text) => {
    expect(await hear(text, 'rms')).toBe(spokenWords(text).join(' '));
  });

  it.each([
    ['slt', 'Thank you for calling Maple Property Management. How can I help you?', 0.9],
    ['slt', 'Our office is open Monday to Friday, from nine in the morning to five in the afternoon.', 0.9],
    ['awb', 'The heating in my bedroom does not work.', 0.85],
    ['rms', 'The children were playing football in the park.', 0.85],
    ['slt', 'The weather was beautiful yesterday, so we went for a long walk.', 0.8],
  ] as const)('hears %s say %j', async (voice, text, least) => {
    expect(wordAccuracy(text, await hear(text, voice))).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['rms', 0.9],
    ['slt', 0.85],
  ] as const)('hears what %s says in scenarios by telephone', { timeout: 180_000 }, async (voice, least) => {
    const stream = recognizer.openStream({ sampleRate: 24_000 });
    const said: string[] = [];
    const heard: string[] = [];
    for (const text of scenarioSentences()) {
      const { pcm, sampleRate } = await synthesize({ text, voice });
      stream.write(silence(400, 24_000));
      stream.write(resample(byTelephone(pcm, sampleRate), sampleRate, 24_000));
      stream.write(silence(400, 24_000));
      said.push(text);
      heard.push(await stream.finish());
    }
    const accuracy = wordAccuracy(said.join(' '), heard.join(' '));
    expect(accuracy, heard.join('. ')).toBeGreaterThanOrEqual(least);
  });

  it('tells while it listens what it has heard so far', async () => {
    const partials: string[] = [];
    const stream = recognizer.openStream({ onPartial: (text) => partials.push(text) });
    stream.write((await synthesize({ text: 'My kitchen sink is leaking.', voice: 'rms' })).pcm);
    await vi.waitFor(() => expect(partials.at(-1)).toMatch(/^my kitchen sink is \w+$/), 20_000);
    expect(partials.length).toBeGreaterThan(3);
    expect(partials).toContainEqual(expect.stringMatching(/^my( kitchen)?$/));
    expect(await stream.finish()).toBe('my kitchen sink is leaking');
  });

  it('invents no words in silence or noise', async () => {
    const stream = recognizer.openStream();
    stream.write(silence(3000));
    expect(await stream.finish()).toBe('');
    stream.write(Int16Array.from({ length: 32_000 }, (_, at) => ((at * 7919) % 201) - 100));
    expect(await stream.finish()).toBe('');
  });

  it('keeps several speakers apart', async () => {
    const said = ['My name is John Smith.', 'When is the rent due?', 'My kitchen sink is leaking.'];
    const heard = await Promise.all(said.map((text) => hear(text, 'rms')));
    expect(heard).toEqual(said.map((text) => spokenWords(text).join(' ')));
  });

  it('survives the end of its child process', async () => {
    const stream = recognizer.openStream();
    const { pcm } = await synthesize({ text: 'My kitchen sink is leaking.', voice: 'rms' });
    stream.write(pcm.slice(0, pcm.length / 2));
    process.kill(recognizer.pid as number, 'SIGKILL');
    await expect(stream.finish()).rejects.toThrow(RecognizerError);
    stream.write(pcm);
    expect(await stream.finish()).toBe('my kitchen sink is leaking');
  });

  it('fails what is unfinished when it is closed, and leaves no process', async () => {
    const own = await startRecognizer({ python: python as string });
    const stream = own.openStream();
    stream.write((await synthesize({ text: 'Hello there.', voice: 'rms' })).pcm);
    const { pid } = own;
    const unfinished = expect(stream.finish()).rejects.toThrow(RecognizerError);
    await own.close();
    expect(() => process.kill(pid as number, 0)).toThrow('ESRCH');
    await unfinished;
  });
});

it('says why it cannot start', async () => {
  await expect(startRecognizer({ python: '/no/such/python' })).rejects.toThrow(/no\/such\/python.*ENOENT/);
  await expect(startRecognizer({ python: process.execPath })).rejects.toThrow(RecognizerError);
});
