import { afterEach, expect, test } from 'vitest';
import { createParleyClient } from './create-parley-client.ts';
import { type FakeControlPlane, startFakeControlPlane } from './testing/fake-control-plane.ts';

let fake: FakeControlPlane | undefined;
afterEach(() => fake?.kill());

const ok = (body: unknown) => () => ({ status: 200, body });

test('every call goes to its route with the credential and comes back parsed', async () => {
  fake = await startFakeControlPlane({
    routes: {
      'GET /health': ok({ status: 'ok' }),
      'POST /login': ok({ access_token: 't' }),
      'GET /token': ok({ token: 'lk', url: 'ws://x' }),
      'POST /session': () => ({ status: 201, body: { session_id: 'ses_1', room: 'lobby' } }),
      'DELETE /session/ses_1': ok({ stopped: true }),
      'GET /sessions/ses_1': ok({ session_id: 'ses_1' }),
      'GET /sessions': ok({ sessions: [], next_cursor: null }),
      'GET /transcripts/ses_1': ok({ segments: [] }),
      'GET /agents': ok({ agents: [] }),
    },
  });
  const client = createParleyClient({ url: `${fake.url}/`, apiKey: 'sk_1' });

  expect(await client.health()).toEqual({ status: 'ok' });
  expect(await client.logIn({ email: 'a@b.c', password: 'p' })).toEqual({ access_token: 't' });
  expect(await client.token({ room: 'lob by', identity: 'me' })).toEqual({ token: 'lk', url: 'ws://x' });
  expect(await client.createSession({ room: 'lobby', system_prompt: 'Be brief.' })).toEqual({
    session_id: 'ses_1',
    room: 'lobby',
  });
  expect(await client.stopSession('ses_1')).toEqual({ stopped: true });
  expect(await client.getSession('ses_1')).toEqual({ session_id: 'ses_1' });
  expect(await client.listSessions({ limit: 5 })).toEqual({ sessions: [], next_cursor: null });
  expect(await client.getTranscript('ses_1')).toEqual({ segments: [] });
  expect(await client.listAgents()).toEqual({ agents: [] });

  expect(fake.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET /health',
    'POST /login',
    'GET /token?room=lob+by&identity=me',
    'POST /session',
    'DELETE /session/ses_1',
    'GET /sessions/ses_1',
    'GET /sessions?limit=5',
    'GET /transcripts/ses_1',
    'GET /agents',
  ]);
  expect(fake.requests.every(({ headers }) => headers.authorization === 'Bearer sk_1')).toBe(true);
  expect(fake.requests[3]?.body).toEqual({ room: 'lobby', system_prompt: 'Be brief.' });
});

test('an access token comes before the key, and may change', async () => {
  fake = await startFakeControlPlane({ routes: { 'GET /agents': ok({ agents: [] }) } });
  let token: string | undefined;
  const client = createParleyClient({ url: fake.url, token: () => token, apiKey: 'sk_1' });
  await client.listAgents();
  token = 'jwt';
  await client.listAgents();
  expect(fake.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk_1', 'Bearer jwt']);
});

test('problem+json becomes an error with code, issues and request id', async () => {
  fake = await startFakeControlPlane({
    routes: {
      'POST /session': () => ({
        status: 400,
        body: {
          type: 'about:blank',
          title: 'Bad request',
          status: 400,
          code: 'VALIDATION_FAILED',
          detail: 'The room is not right.',
          request_id: 'req-1',
          issues: [{ path: 'room', message: 'room must not be empty' }],
        },
      }),
    },
  });
  await expect(createParleyClient({ url: fake.url }).createSession({ room: '' })).rejects.toMatchObject({
    name: 'ParleyApiError',
    status: 400,
    code: 'VALIDATION_FAILED',
    detail: 'The room is not right.',
    message: 'The room is not right.',
    requestId: 'req-1',
    issues: [{ path: 'room', message: 'room must not be empty' }],
  });
});

test.each([
  ['a proxy page', 502, '<html>bad gateway</html>', { 'x-request-id': 'r2' }, 502],
  ['a 200 that is no JSON', 200, '<html>', {}, 200],
])('%s is BAD_RESPONSE', async (_, status, body, headers, expected) => {
  fake = await startFakeControlPlane({ routes: { 'GET /agents': () => ({ status, body, headers }) } });
  await expect(createParleyClient({ url: fake.url }).listAgents()).rejects.toMatchObject({
    status: expected,
    code: 'BAD_RESPONSE',
  });
});

test('no server is NETWORK, a silent one TIMEOUT; both have status 0', async () => {
  fake = await startFakeControlPlane({ routes: { 'GET /agents': () => new Promise(() => {}) } });
  const silent = createParleyClient({ url: fake.url, timeoutMs: 20 });
  await expect(silent.listAgents()).rejects.toMatchObject({ status: 0, code: 'TIMEOUT' });
  const { url } = fake;
  await fake.kill();
  fake = undefined;
  await expect(createParleyClient({ url }).listAgents()).rejects.toMatchObject({
    status: 0,
    code: 'NETWORK',
  });
});

test('an operation fills path, query and headers, and gives what is beside the body', async () => {
  fake = await startFakeControlPlane({
    routes: {
      'PATCH /api/v1/tickets/a%2Fb': () => ({ status: 200, body: { name: 'Ann' }, headers: { etag: '"2"' } }),
      'GET /api/v1/tickets': ok({ tickets: [], next_cursor: null }),
      'GET /api/v1/tickets/export': () => ({
        status: 200,
        body: 'id,name',
        headers: { 'content-type': 'text/csv; charset=utf-8' },
      }),
      'POST /api/v1/auth/log-out': () => ({ status: 204, body: '' }),
    },
  });
  const { api, ask } = createParleyClient({ url: fake.url, apiKey: 'sk_1' });
  const change = { path: { id: 'a/b' }, header: { 'if-match': '"1"' }, body: { name: 'Ann' } };
  expect(await ask('updateTicket', change)).toMatchObject({
    status: 200,
    etag: '"2"',
    data: { name: 'Ann' },
  });
  await api.listTickets({ query: { limit: 5, cursor: undefined } });
  expect(await api.exportTickets()).toBe('id,name');
  expect(await api.logOut()).toBeUndefined();

  expect(fake.requests[0]).toMatchObject({
    headers: { 'if-match': '"1"', 'content-type': 'application/json', authorization: 'Bearer sk_1' },
    body: { name: 'Ann' },
  });
  expect(fake.requests[1]?.url).toBe('/api/v1/tickets?limit=5');
});

test('a request given up by its signal rejects with the signal’s reason, no error of the API', async () => {
  const giveUp = new AbortController();
  const neverAnswered = () => {
    giveUp.abort(new Error('enough'));
    return new Promise<never>(() => {});
  };
  fake = await startFakeControlPlane({ routes: { 'GET /health': neverAnswered } });
  const pending = createParleyClient({ url: fake.url }).api.checkHealth({}, { signal: giveUp.signal });
  await expect(pending).rejects.toThrow('enough');
});
