import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelError } from '@parley/core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createLanguageModel } from './create-language-model.ts';
import { retryAfterMs } from './retry-after.ts';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
let answer: Answer;
let asked: { url: string | undefined; authorization: string | undefined; body: unknown }[];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { authorization } = request.headers;
  asked.push({ url: request.url, authorization, body: JSON.parse(body || '{}') });
  answer(response, request);
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  asked = [];
});

const json =
  (status: number, body: unknown, headers = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
const chat = (message: object, usage?: object) => json(200, { choices: [{ message }], usage });
const form = { name: 'form', schema: { type: 'object' } };
const ask = (
  key?: string,
  limits = { timeoutMs: 5_000, maxBytes: 1_000 },
  signal = new AbortController().signal,
) =>
  createLanguageModel(
    { openaiApiKey: 'sk-own', openaiBaseUrl: url, cartesiaApiKey: undefined, cartesiaBaseUrl: undefined },
    limits,
  ).ask({
    model: 'mini',
    key,
    messages: [{ role: 'user', content: 'words' }],
    form,
    signal,
  });
const failure = (...args: Parameters<typeof ask>): Promise<ModelError> =>
  ask(...args).then(
    () => expect.fail('it answered'),
    (error) => error,
  );

it('asks for the form, with the tenant’s key or the operator’s, and counts tokens', async () => {
  answer = chat(
    { content: '{"a":1}' },
    { prompt_tokens: 9, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 4 } },
  );
  expect(await ask('sk-tenant')).toEqual({
    text: '{"a":1}',
    usage: { input_tokens: 9, cached_input_tokens: 4, output_tokens: 3 },
  });
  answer = chat({ content: null });
  expect(await ask()).toMatchObject({ text: '', usage: { input_tokens: 0 } });
  expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer sk-tenant', 'Bearer sk-own']);
  expect(asked[0]).toMatchObject({
    url: '/v1/chat/completions',
    body: { model: 'mini', response_format: { type: 'json_schema', json_schema: { ...form, strict: true } } },
  });
});

it.each<[string, Answer, ModelError['kind']]>([
  ['a wrong key', json(401, {}), 'key_refused'],
  ['a key that may not', json(403, {}), 'key_refused'],
  ['an unknown model', json(404, { error: { message: 'words' } }), 'refused'],
  ['an unknown form', json(400, {}), 'refused'],
  ['a refusal of the model', chat({ refusal: 'words' }), 'refused'],
  ['too many requests', json(429, {}), 'unavailable'],
  ['a fault', json(500, {}), 'unavailable'],
  ['half an answer', json(200, '{"choices":[{"mess'), 'unavailable'],
  ['another protocol', json(200, '<html>'), 'unavailable'],
  ['more than is ever needed', json(200, 'x'.repeat(2_000)), 'unavailable'],
  ['an end in the middle', (response) => void response.destroy(), 'unavailable'],
])('%s is told by its kind, without words and keys', async (_, given, kind) => {
  answer = given;
  const error = await failure('sk-tenant');
  expect(error).toMatchObject({ name: 'ModelError', kind });
  expect(error.message).not.toMatch(/words|sk-/);
});

it('waits no longer than it may', async () => {
  answer = () => {};
  const error = await failure(undefined, { timeoutMs: 50, maxBytes: 1_000 });
  expect(error).toMatchObject({ kind: 'unavailable', message: 'OpenAI did not answer in time.' });
});

it('is called off in the middle', async () => {
  const controller = new AbortController();
  answer = () => controller.abort();
  const limits = { timeoutMs: 3_600_000, maxBytes: 1_000 };
  expect(await failure(undefined, limits, controller.signal)).toMatchObject({ kind: 'unavailable' });
});

it('carries the key nowhere else', async () => {
  answer = json(307, '', { location: `${url}/elsewhere` });
  expect(await failure()).toMatchObject({ kind: 'unavailable' });
  expect(asked).toHaveLength(1);
});

it.each([
  ['2', 2_000],
  ['86400', 3_600_000],
  ['Thu, 01 Jan 1970 00:01:40 GMT', 90_000],
  ['Thu, 01 Jan 1970 00:00:01 GMT', 0],
  ['soon', undefined],
  ['', undefined],
])('Retry-After: %j', (told, ms) => {
  expect(retryAfterMs(new Headers({ 'retry-after': told }), 10_000)).toBe(ms);
});
