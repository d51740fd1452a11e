import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import type { ControlPlaneConfig } from '../config.ts';
import { type Call, callerOf } from '../testing/caller-of.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

/** Its limits are off; each test has another app over the same database. */
let app: TestApp;
let call: ReturnType<typeof callerOf>;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.close());

const limit = async (
  { address = 0, key = 0, tenant = 0 }: { address?: number; key?: number; tenant?: number },
  config: Partial<ControlPlaneConfig> = {},
) => {
  const limits = { rateLimitPerAddress: address, rateLimitPerKey: key, rateLimitPerTenant: tenant };
  call = callerOf(await buildApp({ ...app, config: { ...app.config, ...limits, ...config } }));
};
const from = async (address: string, headers: Call['headers'] = {}) =>
  (await call('GET /openapi.json', { address, headers })).status;
const agents = (key: string) => call('GET /agents', { key });

test('an address is told what is left, and refused when nothing is', async () => {
  await limit({ address: 3 });
  const answers = [];
  for (let i = 0; i < 4; i += 1) answers.push(await call('GET /openapi.json'));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['2', '1', '0', '0']);
  const [refused] = answers.slice(-1);
  if (!refused) throw new Error('nothing was answered');
  expectProblem(refused, 'RATE_LIMITED');
  expect(refused.headers['ratelimit-limit']).toBe('3');
  for (const name of ['ratelimit-reset', 'retry-after']) {
    expect(Number(refused.headers[name])).toBeGreaterThan(0);
    expect(Number(refused.headers[name])).toBeLessThanOrEqual(60);
  }
  expect(refused.headers['x-request-id']).toBeTruthy();
  expect(refused.headers['content-security-policy']).toContain("default-src 'none'");
});

test('failed authentication and unknown paths count for the address', async () => {
  await limit({ address: 2 });
  expectProblem(await agents('sk_nonsense'), 'UNAUTHENTICATED');
  expectProblem(await call('GET /nothing/here'), 'NOT_FOUND');
  expectProblem(await agents(app.credentials.apiKey), 'RATE_LIMITED');
  expectProblem(await call('GET /nothing/here'), 'RATE_LIMITED');
});

test('an address is the peer’s, of IPv6 its /64; what a client says of itself is not believed', async () => {
  await limit({ address: 1 });
  expect(await from('192.0.2.1')).toBe(200);
  expect(await from('192.0.2.1', { 'x-forwarded-for': '192.0.2.9' })).toBe(429);
  expect(await from('192.0.2.2')).toBe(200);
  expect(await from('2001:db8::1')).toBe(200);
  expect(await from('2001:db8::2')).toBe(429);
  expect(await from('2001:db8:0:1::1')).toBe(200);
});

test('behind a trusted proxy the address is that of its client', async () => {
  await limit({ address: 1 }, { trustedProxies: ['10.0.0.1'] });
  expect(await from('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).toBe(200);
  expect(await from('10.0.0.1', { 'x-forwarded-for': '192.0.2.2' })).toBe(200);
  expect(await from('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).toBe(429);
  expect(await from('10.0.0.1', { 'x-forwarded-for': '192.0.2.7, 192.0.2.2' })).toBe(429);
});

test('a key that asks too often is refused, its tenant’s other keys are not', async () => {
  await limit({ key: 2, tenant: 3 });
  const { apiKey, otherApiKey } = app.credentials;
  const [first, second] = [await agents(apiKey), await agents(apiKey)];
  expect([first.headers['ratelimit-remaining'], second.headers['ratelimit-remaining']]).toEqual(['1', '0']);
  expectProblem(await agents(apiKey), 'RATE_LIMITED');
  expectProblem(await agents(apiKey), 'RATE_LIMITED');
  // What was refused has not been counted for the tenant, which has one left.
  const user = await app.accessToken();
  const last = await agents(user);
  expect([last.status, last.headers['ratelimit-limit']]).toEqual([200, '3']);
  expectProblem(await agents(await app.accessToken()), 'RATE_LIMITED');
  expect((await agents(otherApiKey)).status).toBe(200);
});

test('a socket’s handshake counts like a request', async () => {
  await limit({ key: 1 });
  const { apiKey } = app.credentials;
  expect((await call('GET /ws/transcript/ses_none', { key: apiKey })).status).toBe(404);
  expectProblem(await call('GET /ws/transcript/ses_none', { key: apiKey }), 'RATE_LIMITED');
});

test('a call in progress is never refused, nor who asks for the health, nor LiveKit', async () => {
  await limit({ address: 3, key: 1, tenant: 2 });
  const { id } = await app.openSession();
  const worker = { key: await app.workerKey(id) };
  const question = { ...worker, body: { query: 'opening hours' } };
  for (let i = 0; i < 5; i += 1) {
    expect((await call(`GET /worker/sessions/${id}`, worker)).status).toBe(200);
    expect((await call(`POST /worker/sessions/${id}/knowledge/search`, question)).status).toBe(200);
    expect((await call('GET /health')).status).toBe(200);
    expect((await call('GET /metrics')).status).toBe(200);
    expect((await call('POST /livekit/webhook', { body: {} })).status).toBe(401);
  }
  const { apiKey } = app.credentials;
  expect([(await agents(apiKey)).status, (await agents(apiKey)).status]).toEqual([200, 429]);
});

test('0 is no limit, and no header', async () => {
  await limit({});
  const { status, headers } = await agents(app.credentials.apiKey);
  expect([status, headers['ratelimit-limit']]).toEqual([200, undefined]);
});

test('the API’s description has 429 and its headers wherever it may come', async () => {
  await limit({});
  const { json } = await call('GET /openapi.json');
  const unlimited: string[] = [];
  for (const [path, methods] of Object.entries<Record<string, { responses: Record<string, unknown> }>>(
    json.paths,
  )) {
    for (const { responses } of Object.values(methods)) {
      if (!('429' in responses)) unlimited.push(path);
      else {
        expect(responses[429]).toMatchObject({
          description: expect.stringContaining('RATE_LIMITED'),
          headers: {
            'retry-after': {},
            'ratelimit-limit': {},
            'ratelimit-remaining': {},
            'ratelimit-reset': {},
          },
        });
      }
    }
  }
  expect([...new Set(unlimited)].sort()).toEqual([
    '/health',
    '/livekit/webhook',
    '/metrics',
    '/worker/sessions/{id}',
    '/worker/sessions/{id}/events',
    '/worker/sessions/{id}/job-end',
    '/worker/sessions/{id}/knowledge/search',
    '/worker/sessions/{id}/opt-out',
    '/worker/sessions/{id}/recording',
    '/worker/sessions/{id}/recording/content',
    '/worker/sessions/{id}/tickets',
    '/worker/sessions/{id}/transfer',
    '/worker/sessions/{id}/transfer/answer',
  ]);
});
