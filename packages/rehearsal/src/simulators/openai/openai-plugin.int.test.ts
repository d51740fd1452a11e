import { initializeLogger, llm, stt } from '@livekit/agents';
import { LLM, STT, TTS } from '@livekit/agents-plugin-openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRecognizer } from '../../speech/start-recognizer.ts';
import { findPython } from '../../speech/testing/find-python.ts';
import { type Simulators, startSimulators } from '../start-simulators.ts';
import { joinFrames, spokenFrames } from '../testing/audio-frames.ts';
import { controlOf } from '../testing/control.ts';
import { listenByPlugin } from '../testing/listen-by-plugin.ts';

initializeLogger({ pretty: false, level: 'silent' });
const python = findPython();
const apiKey = 'sk-wire-test';
let simulators: Simulators;
let control: ReturnType<typeof controlOf>;

beforeAll(async () => {
  simulators = await startSimulators({ python });
  control = controlOf(simulators.url);
  await control.hurry();
});
afterAll(() => simulators?.close());

const model = () => new LLM({ model: 'gpt-4.1', apiKey, baseURL: simulators.openaiBaseUrl });

it('streams an answer to the LLM plugin, with usage at the end', async () => {
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'system', content: 'Always say: "The office is open from nine to five."' });
  chatCtx.addMessage({ role: 'user', content: 'what are your office hours' });
  const deltas: string[] = [];
  let tokens = 0;
  for await (const chunk of model().chat({ chatCtx })) {
    if (chunk.delta?.content) deltas.push(chunk.delta.content);
    tokens += chunk.usage?.completionTokens ?? 0;
  }
  expect(deltas.join('')).toBe('The office is open from nine to five.');
  expect(deltas.length).toBeGreaterThan(5);
  expect(tokens).toBeGreaterThan(0);
});

it('calls a tool by way of the LLM plugin', async () => {
  const lookUp = llm.tool({
    name: 'lookup_knowledge',
    description: 'Looks up what the business knows.',
    parameters: {
      type: 'object',
      properties: { query: { type: 'string' } },
      required: ['query'],
      additionalProperties: false,
    },
    execute: async () => 'unused',
  });
  const chatCtx = new llm.ChatContext();
  chatCtx.addMessage({ role: 'system', content: 'You are a receptionist.' });
  chatCtx.addMessage({ role: 'user', content: 'what are your office hours' });
  const calls: llm.FunctionCall[] = [];
  for await (const chunk of model().chat({ chatCtx, toolCtx: new llm.ToolContext([lookUp]) })) {
    calls.push(...(chunk.delta?.toolCalls ?? []));
  }
  expect(calls).toHaveLength(1);
  expect(calls[0]?.name).toBe('lookup_knowledge');
  expect(JSON.parse(calls[0]?.args ?? '')).toEqual({ query: expect.stringContaining('office hours') });
});

/** What is heard, by recognition, in frames that a plugin gave. */
async function hear(frames: Parameters<typeof joinFrames>[0]): Promise<string> {
  const { pcm, sampleRate } = joinFrames(frames);
  const recognizer = await startRecognizer({ python: python as string });
  try {
    const stream = recognizer.openStream({ sampleRate });
    stream.write(pcm);
    return await stream.finish();
  } finally {
    await recognizer.close();
  }
}

describe.skipIf(!python)('speech, with PARLEY_PYTHON', () => {
  it('speaks to the TTS plugin: the words are heard in its frames and kept in the log', async () => {
    const tts = new TTS({ apiKey, baseURL: simulators.openaiBaseUrl, voice: 'rms' as never });
    const frames = [];
    for await (const { frame } of tts.synthesize('My kitchen sink is leaking.')) frames.push(frame);
    expect(frames[0]?.sampleRate).toBe(24_000);
    expect(await hear(frames)).toBe('my kitchen sink is leaking');
    expect(await control.log()).toContainEqual(
      expect.objectContaining({ class: 'tts', client: apiKey, text: 'My kitchen sink is leaking.' }),
    );
  });

  it('hears a WAV file of the STT plugin', async () => {
    const plugin = new STT({ apiKey, baseURL: simulators.openaiBaseUrl, useRealtime: false });
    const event = await plugin.recognize(
      await spokenFrames('My name is John Smith.', { sampleRate: 24_000 }),
    );
    expect(event.alternatives?.[0]?.text).toBe('my name is john smith');
  });

  it('transcribes in real time for the STT plugin: words as they are heard, the whole at each commit', async () => {
    const plugin = new STT({ apiKey, baseURL: simulators.openaiBaseUrl, vad: null });
    const said = ['My kitchen sink is leaking.', 'My number is 555 0142.'];
    const { interims, finals } = await listenByPlugin(plugin.stream(), said, {
      sampleRate: 24_000,
      commit: true,
    });
    expect(finals).toEqual(['my kitchen sink is leaking', 'my number is five five five zero one four two']);
    expect(interims).toContainEqual(expect.stringMatching(/^my kitchen\b/));
    expect(interims).toContainEqual(expect.stringMatching(/^my number\b/));
    const texts = (await control.log())
      .filter(({ kind }) => kind === 'openai.realtime')
      .map(({ text }) => text);
    expect(texts).toEqual(finals);
  });

  it('finds the ends of turns itself when it is asked to', async () => {
    const plugin = new STT({
      apiKey,
      baseURL: simulators.openaiBaseUrl,
      model: 'gpt-4o-mini-transcribe',
      turnDetection: { type: 'server_vad', threshold: 0.5, prefix_padding_ms: 300, silence_duration_ms: 350 },
    });
    const said = ['Hello, what are your office hours?'];
    const { finals, events } = await listenByPlugin(plugin.stream(), said, { sampleRate: 24_000 });
    expect(finals).toEqual(['hello what are your office hours']);
    const { START_OF_SPEECH, END_OF_SPEECH, FINAL_TRANSCRIPT } = stt.SpeechEventType;
    const turn = events.filter((type) => [START_OF_SPEECH, END_OF_SPEECH, FINAL_TRANSCRIPT].includes(type));
    expect(turn).toEqual([START_OF_SPEECH, END_OF_SPEECH, FINAL_TRANSCRIPT]);
  });
});
