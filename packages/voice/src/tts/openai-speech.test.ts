import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { initializeLogger, type tts } from '@livekit/agents';
import OpenAI from 'openai';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { OpenaiSpeech } from './openai-speech.ts';

beforeAll(() => initializeLogger({ pretty: false, level: 'silent' }));
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const second = Buffer.alloc(48_000, 1);

async function speak(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  { maxRetries = 0, signal }: { maxRetries?: number; signal?: AbortSignal } = {},
) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => answer(response, request));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const client = new OpenAI({ apiKey: 'k', baseURL, maxRetries });
  const voice = new OpenaiSpeech({ client, model: 'tts-1', voice: 'alloy', speed: 1 });
  const errors: Error[] = [];
  voice.on('error', ({ error }) => errors.push(error));
  const stream = voice.synthesize('Hello.', { maxRetry: 0, retryIntervalMs: 1, timeoutMs: 1_000 }, signal);
  return { stream, errors, asked: () => asked };
}

async function hearAll(stream: tts.ChunkedStream): Promise<number> {
  let heard = 0;
  for await (const { frame } of stream) heard += frame.samplesPerChannel;
  return heard;
}

test('the first audio is heard while the rest is still being made', async () => {
  let finish = (): void => {};
  const { stream } = await speak((response) => {
    response.write(second.subarray(0, 9_600));
    finish = () => response.end(second.subarray(9_600));
  });
  const first = await stream.next();
  expect(first.done).toBe(false);
  finish();
  expect((first.value?.frame.samplesPerChannel ?? 0) + (await hearAll(stream))).toBe(24_000);
});

test('the last frame says that it is the last', async () => {
  const { stream } = await speak((response) => response.end(second.subarray(0, 2_000)));
  const finals = [];
  for await (const { final } of stream) finals.push(final);
  expect(finals).toEqual([false, false, true]);
});

test('a refusal is tried again, for nothing was heard', async () => {
  const { stream, asked } = await speak(
    (response) => {
      response.statusCode = asked() === 1 ? 500 : 200;
      response.end(asked() === 1 ? '{}' : second);
    },
    { maxRetries: 1 },
  );
  expect(await hearAll(stream)).toBe(24_000);
});

test('what broke off after its beginning is an error, and is not said again', async () => {
  const { stream, asked, errors } = await speak(
    (response) => {
      response.write(second.subarray(0, 24_000), () => response.destroy());
    },
    { maxRetries: 3 },
  );
  await hearAll(stream);
  expect(asked()).toBe(1);
  expect(errors).toHaveLength(1);
});

test('what is called off is no error', async () => {
  const aborting = new AbortController();
  const { stream, errors } = await speak((response) => response.write(second.subarray(0, 9_600)), {
    signal: aborting.signal,
  });
  await stream.next();
  aborting.abort();
  await hearAll(stream);
  expect(errors).toEqual([]);
});
