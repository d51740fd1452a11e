import { newId } from '@parley/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { type Call, startTestApp, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
});
afterAll(() => app.close());

/** Nothing may be created by a bad request. */
const inventory = async () => [
  [...app.rooms.rooms.keys()],
  (await app.call('GET /sessions?limit=100', { key })).json,
];
let before: unknown;
beforeEach(async () => {
  before = await inventory();
});
afterEach(async () => {
  expect(await inventory()).toEqual(before);
});

const post = (call: Call) => app.call('POST /session', { key, ...call });

const badNames: [string, string][] = [
  ['empty', ''],
  ['blank', '   '],
  ['of 129 characters', 'x'.repeat(129)],
  ['of 128 characters in 384 bytes', '字'.repeat(128)],
  ['with a newline', 'two\nlines'],
  ['with a NUL', 'nul\0'],
  ['with a C1 control', 'c1\u0085x'],
];

describe('POST /session', () => {
  it.each([...badNames, ['with half a character', 'x\ud800']])('a room %s', async (_, room) => {
    const answer = await post({ body: { room } });
    expectProblem(answer, 'VALIDATION_FAILED');
    expect(answer.json.issues[0].path).toBe('room');
  });

  it.each<[string, unknown]>([
    ['no room', {}],
    ['a room that is no text', { room: 7 }],
    ['an array', []],
    ['null', null],
    ['an agent id that is none', { room: 'a', agent_id: 'nobody' }],
    ['an empty system prompt', { room: 'a', system_prompt: '  ' }],
    ['a system prompt over 20 000 characters', { room: 'a', system_prompt: 'x'.repeat(20_001) }],
  ])('%s', async (_, body) => {
    expectProblem(await post({ body }), 'VALIDATION_FAILED');
  });

  it('no body at all', async () => {
    expectProblem(await post({}), 'VALIDATION_FAILED');
  });

  it('an unknown agent', async () => {
    expectProblem(await post({ body: { room: 'a', agent_id: newId('agent') } }), 'NOT_FOUND');
  });

  it.each(['hello', '{"room":', '', '{"room":"a","__proto__":{}}', '\uFEFF{'])(
    'a body that is not JSON: %j',
    async (body) => {
      const answer = await post({ body, headers: { 'content-type': 'application/json' } });
      expectProblem(answer, 'BODY_NOT_JSON');
    },
  );

  it('a body over 160 KiB', async () => {
    expectProblem(await post({ body: { room: 'a', system_prompt: 'x'.repeat(170_000) } }), 'BODY_TOO_LARGE');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/xml',
    'multipart/form-data',
    'json',
  ])('content type %s', async (type) => {
    const answer = await post({ body: '{"room":"a"}', headers: { 'content-type': type } });
    expectProblem(answer, 'UNSUPPORTED_MEDIA_TYPE');
  });
});

describe('GET /token', () => {
  it.each(badNames)('a room %s', async (_, room) => {
    const query = new URLSearchParams({ room, identity: 'ann' });
    expectProblem(await app.call(`GET /token?${query}`, { key }), 'VALIDATION_FAILED');
  });

  it.each([...badNames, ['of an agent', 'agent-1'], ['of an Agent', ' Agent-1']])(
    'an identity %s',
    async (_, identity) => {
      const query = new URLSearchParams({ room: 'lobby', identity });
      const answer = await app.call(`GET /token?${query}`, { key });
      expectProblem(answer, 'VALIDATION_FAILED');
      expect(answer.json.issues[0].path).toBe('identity');
    },
  );

  it.each(['room=lobby', 'identity=ann', '', 'room=a&room=b&identity=ann'])('query "%s"', async (query) => {
    expectProblem(await app.call(`GET /token?${query}`, { key }), 'VALIDATION_FAILED');
  });
});

describe('elsewhere', () => {
  it.each([
    ['POST /api/v1/knowledge/items', (deep: string) => `{"category":"faqs","data":{"question":${deep}}}`],
    [
      'POST /api/v1/knowledge/import',
      (deep: string) => `{"items":[{"category":"faqs","data":{"q":${deep}}}]}`,
    ],
    ['PUT /api/v1/knowledge/faqs', (deep: string) => `{"items":[{"data":{"question":${deep}}}]}`],
    ['POST /api/v1/do-not-call/import', (deep: string) => `{"entries":[{"number":${deep}}]}`],
  ])('%s with a body that is nested without end', async (route, bodyOf) => {
    const body = bodyOf(`${'['.repeat(30_000)}${']'.repeat(30_000)}`);
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'deep' };
    const answer = await app.call(route, { key, body, headers });
    expectProblem(answer, 'VALIDATION_FAILED');
    expect(answer.json.detail).toContain('64 deep');
  });

  it.each(['limit=0', 'limit=101', 'limit=ten', 'cursor=%00', 'cursor=not-a-cursor'])(
    'GET /sessions?%s',
    async (query) => {
      expectProblem(await app.call(`GET /sessions?${query}`, { key }), 'VALIDATION_FAILED');
    },
  );

  it.each(['-1', 'x', '1.5', '1e99'])('GET /ws/transcript/{id}?after=%s', async (after) => {
    const answer = await app.call(`GET /ws/transcript/${newId('session')}?after=${after}`, { key });
    expectProblem(answer, 'VALIDATION_FAILED');
  });

  it.each(['GET /nothing', 'GET /sessions/of/nobody', 'POST /', 'GET /%zz', 'GET /worker'])(
    '%s is not there',
    async (route) => {
      expectProblem(await app.call(route, { key }), 'NOT_FOUND');
    },
  );

  it.each([
    ['DELETE /session', 'POST'],
    ['POST /sessions', 'GET, HEAD'],
    ['GET /session', 'POST'],
    [`GET /session/${newId('session')}`, 'DELETE'],
    ['GET /login', 'POST'],
    ['DELETE /openapi.json', 'GET, HEAD'],
  ])('%s is not allowed', async (route, allow) => {
    const answer = await app.call(route, { key });
    expectProblem(answer, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.allow).toBe(allow);
  });
});
