import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { rms } from '../speech/rms.ts';
import { pcmSamples, readWav } from '../speech/wav.ts';
import { type Simulators, startSimulators } from './start-simulators.ts';
import { controlOf } from './testing/control.ts';

let simulators: Simulators;
let control: ReturnType<typeof controlOf>;
beforeAll(async () => {
  simulators = await startSimulators({});
  control = controlOf(simulators.url);
  await control.hurry();
});
afterEach(async () => {
  await control.reset();
  await control.hurry();
});
afterAll(() => simulators.close());

const key = 'sk-test';
const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify(body),
  });
const speech = (input: string, more: object = {}) =>
  post(`${simulators.openaiBaseUrl}/audio/speech`, { model: 'tts-1', voice: 'slt', input, ...more });
const ask = (content: string, more: object = {}) =>
  post(`${simulators.openaiBaseUrl}/chat/completions`, {
    model: 'gpt-4.1',
    messages: [
      { role: 'system', content: 'Always say: "We are open."' },
      { role: 'user', content },
    ],
    ...more,
  });
const upgradeStatus = async (path: string, headers: Record<string, string> = {}): Promise<number> => {
  const socket = new WebSocket(`${simulators.url.replace('http', 'ws')}${path}`, { headers });
  socket.on('error', () => {});
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
  socket.terminate();
  return response.statusCode;
};

describe('keys', () => {
  it.each(['/openai/v1/models', '/cartesia/voices'])('asks for one at %s', async (path) => {
    expect((await fetch(simulators.url + path)).status).toBe(401);
    const headers = path.startsWith('/cartesia') ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
    const response = await fetch(simulators.url + path, { headers });
    expect(response.status).toBe(200);
    expect(((await response.json()) as { data: unknown[] }).data.length).toBeGreaterThan(3);
  });

  it.each(['/openai/v1/models', '/cartesia/voices', '/cartesia/voices/slt'])(
    'refuses a wrong one at %s',
    async (path) => {
      const headers = { 'x-api-key': 'wrong-key', authorization: 'Bearer wrong-key' };
      expect((await fetch(simulators.url + path, { headers })).status).toBe(401);
    },
  );

  it('asks for one on every socket', async () => {
    for (const path of [
      '/openai/v1/realtime?intent=transcription',
      '/cartesia/tts/websocket',
      '/cartesia/stt/turns/websocket',
    ]) {
      expect(await upgradeStatus(path)).toBe(401);
    }
  });
});

it('has the voices that it lists, and no others', async () => {
  const voice = (id: string) =>
    fetch(`${simulators.cartesiaBaseUrl}/voices${id}`, { headers: { 'x-api-key': key } });
  const { data, has_more } = (await (await voice('?limit=1')).json()) as {
    data: { id: string }[];
    has_more: boolean;
  };
  expect([data.length, has_more]).toEqual([1, true]);
  expect(await (await voice(`/${data[0]?.id}`)).json()).toEqual(data[0]);
  expect((await voice('/nobody')).status).toBe(404);
});

it('says plainly that it cannot hear without Python', async () => {
  expect(simulators.stt).toBe('none');
  const headers = { authorization: `Bearer ${key}` };
  const form = new FormData();
  form.set('model', 'whisper-1');
  form.set('file', new Blob(['x']), 'audio.wav');
  const response = await fetch(`${simulators.openaiBaseUrl}/audio/transcriptions`, {
    method: 'POST',
    headers,
    body: form,
  });
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('PARLEY_PYTHON');
  expect(await upgradeStatus('/openai/v1/realtime?intent=transcription', headers)).toBe(501);
  expect(
    await upgradeStatus('/cartesia/stt/turns/websocket?model=ink-2&encoding=pcm_s16le&sample_rate=16000', {
      'x-api-key': key,
    }),
  ).toBe(501);
});

it('answers a chat whole when it is not asked to stream', async () => {
  const answer = await (await ask('hello')).json();
  expect(answer).toMatchObject({
    object: 'chat.completion',
    choices: [{ message: { role: 'assistant', content: 'We are open.' }, finish_reason: 'stop' }],
    usage: { completion_tokens: expect.any(Number) },
  });
});

it('speaks WAV and raw audio at 24 kHz, over HTTP of both providers', async () => {
  const wav = readWav(new Uint8Array(await (await speech('Good morning.')).arrayBuffer()));
  expect(wav.sampleRate).toBe(24_000);
  const raw = pcmSamples(
    new Uint8Array(await (await speech('Good morning.', { response_format: 'pcm' })).arrayBuffer()),
  );
  expect(raw).toEqual(wav.pcm);
  const bytes = await post(
    `${simulators.cartesiaBaseUrl}/tts/bytes`,
    {
      model_id: 'sonic-3',
      transcript: 'Good morning.',
      voice: { mode: 'id', id: 'rms' },
      output_format: { container: 'raw', encoding: 'pcm_s16le', sample_rate: 16_000 },
    },
    { 'x-api-key': key },
  );
  const pcm = pcmSamples(new Uint8Array(await bytes.arrayBuffer()));
  expect(rms(pcm)).toBeGreaterThan(500);
  expect(pcm.length / 16_000).toBeGreaterThan(0.5);
});

it.each([
  ['/openai/v1/audio/speech', { model: 'tts-1' }],
  ['/openai/v1/chat/completions', { model: 'gpt-4.1', messages: [] }],
  ['/cartesia/tts/bytes', { transcript: 'x' }],
  ['/control/behaviour', { class: 'tts', fault: 'explode' }],
  ['/control/behaviour', { class: 'tts', fault: 'stall' }],
])('refuses bad input at %s', async (path, body) => {
  const response = await post(simulators.url + path, body);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('error');
});

describe('faults', () => {
  it.each(['429', '500'] as const)('answers %s once, then serves again', async (fault) => {
    await control.behave({ class: 'llm', fault, times: 1 });
    expect((await ask('hello')).status).toBe(Number(fault));
    expect((await ask('hello')).status).toBe(200);
  });

  it('refuses, breaks off, hangs and babbles', async () => {
    await control.behave({ class: 'tts', fault: 'refuse', times: 1 });
    await expect(speech('Hello there.')).rejects.toThrow();
    await control.behave({ class: 'tts', fault: 'reset', times: 1 });
    await expect(
      speech('Hello there, this is long enough.').then((response) => response.arrayBuffer()),
    ).rejects.toThrow();
    await control.behave({ class: 'llm', fault: 'reset', times: 1 });
    await expect(ask('hello', { stream: true }).then((response) => response.text())).rejects.toThrow();
    await control.behave({ class: 'llm', fault: 'hang', times: 1 });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    const body = JSON.stringify({ model: 'x', messages: [{ role: 'user', content: 'hi' }] });
    const hung = fetch(`${simulators.openaiBaseUrl}/chat/completions`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(300),
    });
    await expect(hung).rejects.toThrow(/abort|timeout/i);
    await control.behave({ class: 'llm', fault: 'stall', times: 1 });
    const stalled = await ask('hello', { stream: true });
    expect(stalled.status).toBe(200);
    const reader = stalled.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('"role":"assistant"');
    const more = await Promise.race([reader?.read(), delay(300)]);
    expect(more).toBeUndefined();
    await reader?.cancel();
    await control.behave({ class: 'tts', fault: 'malformed', times: 1 });
    const odd = await (await speech('Hello.', { response_format: 'pcm' })).arrayBuffer();
    expect(odd.byteLength % 2).toBe(1);
  });

  it('speaks at the wrong rate', async () => {
    const usual = await (await speech('Good morning to you.', { response_format: 'pcm' })).arrayBuffer();
    await control.behave({ class: 'tts', fault: 'wrong_rate', times: 1 });
    const wrong = await (await speech('Good morning to you.', { response_format: 'pcm' })).arrayBuffer();
    expect(Math.round(usual.byteLength / wrong.byteLength)).toBe(2);
  });
});

it('keeps a log of what it said to whom, and how long that took', async () => {
  const before = (await control.log()).at(-1)?.n ?? 0;
  await ask('hello');
  await control.behave({ class: 'tts', fault: '500', times: 1 });
  await speech('Good bye now.');
  await speech('Good bye now.');
  expect(await control.log(before)).toEqual([
    expect.objectContaining({
      class: 'llm',
      client: key,
      text: 'We are open.',
      latency_ms: expect.any(Number),
    }),
    expect.objectContaining({ class: 'tts', text: 'Good bye now.', fault: '500' }),
    expect.objectContaining({ class: 'tts', kind: 'openai.speech', text: 'Good bye now.' }),
  ]);
  const metrics = (await (await fetch(`${simulators.url}/control/metrics`)).json()) as Record<
    string,
    { p50_ms: number }
  >;
  expect(metrics.llm?.p50_ms).toBeGreaterThanOrEqual(0);
  expect((await fetch(`${simulators.url}/control/log?after=x`)).status).toBe(400);
});

it('refuses a port that is taken', async () => {
  const port = Number(new URL(simulators.url).port);
  await expect(startSimulators({ port })).rejects.toThrow(/EADDRINUSE/);
});
