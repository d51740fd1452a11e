import { initializeLogger, stt, tts } from '@livekit/agents';
import { STT, TTS } from '@livekit/agents-plugin-cartesia';
import type { AudioFrame } from '@livekit/rtc-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rms } from '../../speech/rms.ts';
import { startRecognizer } from '../../speech/start-recognizer.ts';
import { findPython } from '../../speech/testing/find-python.ts';
import { type Simulators, startSimulators } from '../start-simulators.ts';
import { joinFrames } from '../testing/audio-frames.ts';
import { controlOf } from '../testing/control.ts';
import { listenByPlugin } from '../testing/listen-by-plugin.ts';

initializeLogger({ pretty: false, level: 'silent' });
const python = findPython();
const apiKey = 'cartesia-wire-test';
let simulators: Simulators;
let control: ReturnType<typeof controlOf>;

beforeAll(async () => {
  simulators = await startSimulators({ python });
  control = controlOf(simulators.url);
  await control.hurry();
});
afterAll(() => simulators?.close());

async function speak(
  plugin: TTS,
  pieces: string[],
): Promise<{ frames: AudioFrame[]; words: string[]; times: number[] }> {
  const stream = plugin.stream();
  for (const piece of pieces) stream.pushText(piece);
  stream.endInput();
  const frames: AudioFrame[] = [];
  const words: string[] = [];
  const times: number[] = [];
  for await (const audio of stream) {
    if (audio === tts.SynthesizeStream.END_OF_STREAM) continue;
    frames.push(audio.frame);
    for (const word of audio.timedTranscripts ?? []) {
      words.push(word.text.trim());
      times.push(word.startTime ?? -1);
    }
  }
  return { frames, words, times };
}

it('speaks to the TTS plugin, sentence by sentence, with the time of each word', async () => {
  const plugin = new TTS({ apiKey, baseUrl: simulators.cartesiaBaseUrl });
  const { frames, words, times } = await speak(plugin, [
    'Thank you for calling us on this fine day. ',
    'Our office is open from nine to five today.',
  ]);
  const { pcm, sampleRate } = joinFrames(frames);
  expect(sampleRate).toBe(24_000);
  expect(rms(pcm)).toBeGreaterThan(500);
  expect(words.join(' ')).toBe(
    'Thank you for calling us on this fine day. Our office is open from nine to five today.',
  );
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(times.at(-1)).toBeGreaterThan(3);
  expect(times.at(-1)).toBeLessThan(pcm.length / sampleRate);
  const spoken = (await control.log()).filter(({ kind }) => kind === 'cartesia.tts.socket');
  expect(spoken.map(({ text }) => text).join(' ')).toBe(words.join(' '));
  await plugin.close();
});

it('serves one generation after the other on one socket', async () => {
  const plugin = new TTS({ apiKey, baseUrl: simulators.cartesiaBaseUrl });
  const first = await speak(plugin, ['Good morning to you.']);
  const second = await speak(plugin, ['Goodbye and thank you.']);
  expect(first.words).toEqual(['Good', 'morning', 'to', 'you.']);
  expect(second.words).toEqual(['Goodbye', 'and', 'thank', 'you.']);
  await plugin.close();
});

describe.skipIf(!python)('speech, with PARLEY_PYTHON', () => {
  it('is heard to say what it was asked to', async () => {
    const plugin = new TTS({ apiKey, baseUrl: simulators.cartesiaBaseUrl, voice: 'rms' });
    const { pcm, sampleRate } = joinFrames((await speak(plugin, ['My kitchen sink is leaking.'])).frames);
    await plugin.close();
    const recognizer = await startRecognizer({ python: python as string });
    const stream = recognizer.openStream({ sampleRate });
    stream.write(pcm);
    expect(await stream.finish()).toBe('my kitchen sink is leaking');
    await recognizer.close();
  });

  it('gives the STT plugin turns: begun, growing, ended', async () => {
    const plugin = new STT({ apiKey, baseUrl: simulators.cartesiaBaseUrl });
    const said = ['My name is John Smith.', 'Can I keep a dog?'];
    const { finals, interims, events } = await listenByPlugin(plugin.stream(), said, { sampleRate: 16_000 });
    expect(finals).toEqual(['my name is john smith', 'can i keep a dog']);
    // How much of it is heard before its end depends on how busy the machine is.
    expect(interims).toContainEqual(expect.stringMatching(/^my\b/));
    expect(events[0]).toBe(stt.SpeechEventType.START_OF_SPEECH);
    const heard = (await control.log()).filter(({ kind }) => kind === 'cartesia.stt.turns');
    expect(heard.map(({ text, client }) => [text, client])).toEqual(finals.map((text) => [text, apiKey]));
  });
});
