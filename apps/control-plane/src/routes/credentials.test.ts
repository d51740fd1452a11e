import { newId } from '@parley/contracts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueAccessToken } from '../auth/access-token.ts';
import { expectProblem } from '../testing/expect-problem.ts';
import { seedLogIn } from '../testing/seed-log-in.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const open = [
  'GET /health',
  // On loopback; see metrics.test.ts.
  'GET /metrics',
  'GET /openapi.json',
  'POST /login',
  'POST /livekit/webhook',
  // Signed, and told 403 for whatever is not.
  'POST /twilio/voice/{tenant_id}',
  'POST /twilio/status/{tenant_id}',
  'POST /api/v1/auth/sign-up',
  'POST /api/v1/auth/confirm',
  'POST /api/v1/auth/log-in',
  'POST /api/v1/auth/refresh',
  'POST /api/v1/auth/password/forgot',
  'POST /api/v1/auth/password/reset',
  'POST /api/v1/invitations/accept',
];

const routesOf = async (): Promise<string[]> => {
  const { json } = await app.call('GET /openapi.json');
  return Object.entries(json.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
};

const wrongCredentials = async () => {
  const { apiKey } = app.credentials;
  const { userId: sub, familyId: fam } = await seedLogIn(app.database.db, {
    tenantId: app.demo.tenantId,
    role: 'owner',
  });
  const claims = { sub, fam, tid: app.demo.tenantId, role: 'owner' as const };
  const current = { secret: app.config.secret, now: Date.now() };
  const outdated = { ...current, now: Date.now() - 3_600_000 };
  return [
    undefined,
    'nonsense',
    'sk_',
    apiKey.slice(0, 40),
    apiKey.slice(0, -1) + (apiKey.endsWith('A') ? 'B' : 'A'),
    apiKey.replace(/^sk_[0-9a-f]{32}/, `sk_${'0'.repeat(32)}`),
    await issueAccessToken(claims, outdated),
    await issueAccessToken({ ...claims, fam: newId('refreshToken') }, current),
    await issueAccessToken({ ...claims, sub: newId('user') }, current),
    await issueAccessToken({ ...claims, role: 'admin' }, current),
    await issueAccessToken({ ...claims, tid: app.demo.otherTenantId }, current),
    await issueAccessToken(claims, { secret: 'x'.repeat(32), now: Date.now() }),
  ];
};

it('every route but a few refuses a call without, or with wrong, credentials, before it looks at the input', async () => {
  const routes = (await routesOf()).filter((route) => !open.includes(route));
  expect(routes.length).toBeGreaterThanOrEqual(12);
  for (const route of routes) {
    for (const key of await wrongCredentials()) {
      const at = route.replaceAll(/\{[^}]+\}/g, newId('session'));
      const answer = await app.call(at, { key, body: route.startsWith('POST') ? '{' : undefined });
      expect([route, key, answer.status]).toEqual([route, key, 401]);
      expectProblem(answer, 'UNAUTHENTICATED');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  }
});

it('takes an API key or an access token, as bearer or in X-API-Key', async () => {
  const { apiKey } = app.credentials;
  expect((await app.call('GET /agents', { key: apiKey })).status).toBe(200);
  expect((await app.call('GET /agents', { headers: { 'x-api-key': apiKey } })).status).toBe(200);
  expect((await app.call('GET /agents', { headers: { authorization: `bearer ${apiKey}` } })).status).toBe(
    200,
  );
  expect((await app.call('GET /agents', { key: await app.accessToken() })).status).toBe(200);
});

it('takes no credential from the query, but for sockets', async () => {
  const { id } = await app.openSession();
  const token = app.credentials.apiKey;
  expectProblem(await app.call(`GET /sessions/${id}?token=${token}`), 'UNAUTHENTICATED');
  // Not upgraded, but past the authentication.
  expectProblem(await app.call(`GET /ws/transcript/${id}?token=${token}`), 'NOT_FOUND');
});

it('opens worker routes to the session’s token alone, and nothing else to it', async () => {
  const { id } = await app.openSession();
  const other = await app.openSession();
  const own = await app.workerKey(id);
  const foreign = await app.workerKey(id, { tid: app.demo.otherTenantId });
  for (const [route, body] of [
    ['GET /worker/sessions/ID', undefined],
    ['POST /worker/sessions/ID/knowledge/search', { query: 'pets' }],
    [
      'POST /worker/sessions/ID/tickets',
      { name: 'E', phone: '212 555 0142', property: 'Elm 1', reason: 'r' },
    ],
    ['POST /worker/sessions/ID/opt-out', {}],
    ['POST /worker/sessions/ID/transfer', { to: 'office' }],
    ['POST /worker/sessions/ID/transfer/answer', { transfer_id: newId('transfer'), accepted: true }],
    ['POST /worker/sessions/ID/job-end', undefined],
    ['GET /worker/sessions/ID/events', undefined],
  ] as const) {
    const at = (session: string) => route.replace('ID', session);
    expectProblem(await app.call(at(id), { key: app.credentials.apiKey, body }), 'UNAUTHENTICATED');
    expectProblem(await app.call(at(id), { key: await app.accessToken(), body }), 'UNAUTHENTICATED');
    expectProblem(await app.call(at(other.id), { key: own, body }), 'NOT_FOUND');
    expectProblem(await app.call(at(id), { key: foreign, body }), 'NOT_FOUND');
  }
  expectProblem(await app.call('GET /sessions', { key: own }), 'UNAUTHENTICATED');
  expectProblem(await app.call(`DELETE /session/${id}`, { key: own }), 'UNAUTHENTICATED');
});
