import { afterAll, beforeAll, expect, it } from 'vitest';
import { bodyLimit } from '../app.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { type Answer, type Call, startTestApp, type TestApp } from '../testing/start-test-app.ts';

interface Operation {
  operationId: string;
  requestBody?: { content: Record<string, unknown> };
}

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp({
    env: { PARLEY_WEB_DIR: import.meta.dirname, PARLEY_RATE_LIMIT_PER_ADDRESS: '1000' },
  });
  key = app.credentials.apiKey;
});
afterAll(() => app?.close());

/** What may be answered, and how to get it. */
const kinds: [status: number, route: string, call?: () => Call][] = [
  [200, 'GET /agents', () => ({ key })],
  [200, 'HEAD /agents', () => ({ key })],
  [200, 'GET /openapi.json'],
  [200, 'GET /docs/'],
  [200, 'GET /every-answer.test.ts'],
  [
    204,
    'OPTIONS /agents',
    () => ({ headers: { origin: 'https://a.test', 'access-control-request-method': 'GET' } }),
  ],
  [400, 'GET /token', () => ({ key })],
  [401, 'GET /agents'],
  [401, 'POST /livekit/webhook', () => ({ body: {} })],
  [404, 'GET /nothing'],
  [404, 'GET /sessions/ses_none', () => ({ key })],
  [404, 'GET /%zz'],
  [405, 'DELETE /agents', () => ({ key })],
  [204, 'OPTIONS /agents'],
  [413, 'POST /login', () => ({ body: { email: 'x'.repeat(bodyLimit) } })],
  [415, 'POST /login', () => ({ body: 'a=b', headers: { 'content-type': 'text/plain' } })],
];

it.each(kinds)('%s to %s has a request id and keeps pages to themselves', async (status, route, call) => {
  const answer = await app.call(route, call?.());
  expect([route, answer.status]).toEqual([route, status]);
  expect(answer.headers).toMatchObject({
    'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringMatching(/frame-ancestors 'none'/),
    'cache-control': expect.stringMatching(/no-store|no-cache|max-age=0/),
  });
  if (status < 400 || route.startsWith('HEAD')) return;
  expect(answer.contentType).toContain('application/problem+json');
  expect(answer.json.request_id).toBe(answer.headers['x-request-id']);
});

it('answers are not kept by anybody; files are, as long as they say', async () => {
  const kept = async (route: string) => (await app.call(route, { key })).headers['cache-control'];
  expect(await kept('GET /agents')).toBe('no-store');
  expect(await kept('GET /every-answer.test.ts')).toBe('no-cache');
});

it('a failure of ours is masked, and named by its id in answer and log', async () => {
  const { openRoom } = app.rooms;
  app.rooms.openRoom = async () => {
    app.rooms.openRoom = openRoom;
    throw new Error('secret inside');
  };
  const answer = await app.call('POST /session', { key, body: { room: 'broken' } });
  expectProblem(answer, 'INTERNAL');
  expect(answer.text).not.toContain('secret inside');
  const id = answer.headers['x-request-id'];
  expect(app.logged.filter(({ level, reqId }) => level === 'error' && reqId === id)).toHaveLength(1);
});

it('every route that takes a body refuses one that is too large, before it is read', async () => {
  const { id } = await app.openSession('large');
  const { json } = await app.call('GET /openapi.json');
  const owner = await app.accessToken();
  const worker = await app.workerKey(id);
  const refused: [string, Answer][] = [];
  for (const [path, methods] of Object.entries<Record<string, Operation>>(json.paths)) {
    for (const [method, { requestBody }] of Object.entries(methods)) {
      if (!requestBody?.content['application/json']) continue;
      const route = `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, id)}`;
      const answer = await app.call(route, {
        key: path.startsWith('/worker/') ? worker : owner,
        headers: { 'content-length': `${9 * 1024 * 1024}`, 'content-type': 'application/json' },
        body: '{',
      });
      refused.push([route, answer]);
    }
  }
  expect(refused.length).toBeGreaterThan(25);
  expect(
    refused.filter(([, { status }]) => status !== 413).map(([route, { text }]) => `${route} ${text}`),
  ).toEqual([]);
  for (const [, answer] of refused) expectProblem(answer, 'BODY_TOO_LARGE');
});
