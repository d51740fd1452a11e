import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

const ours = 'https://dashboard.test';
const other = 'https://other.test';
let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp({ env: { PARLEY_CORS_ORIGINS: ours } });
  key = app.credentials.apiKey;
});
afterAll(() => app?.close());

const allowed = async (route: string, headers: Record<string, string>) => {
  const answer = await app.call(route, { key, headers });
  const {
    vary,
    'access-control-allow-origin': origin,
    'access-control-allow-methods': methods,
  } = answer.headers;
  return { status: answer.status, vary, origin, methods };
};

it('who is no page is answered as before, and told that a page would not be', async () => {
  expect(await allowed('GET /agents', {})).toEqual({ status: 200, vary: 'Origin' });
  expect(await allowed('GET /nothing', {})).toMatchObject({ status: 404, vary: 'Origin' });
});

it('a page of a configured origin may read; one of another may not', async () => {
  expect(await allowed('GET /agents', { origin: ours })).toEqual({
    status: 200,
    vary: 'Origin',
    origin: ours,
  });
  expect(await allowed('GET /agents', { origin: other })).toEqual({ status: 200, vary: 'Origin' });
});

it('a page asks first: for its own origin everywhere, for any where publishable keys ask', async () => {
  const ask = (route: string, origin: string) =>
    allowed(`OPTIONS ${route}`, { origin, 'access-control-request-method': 'GET' });
  expect(await ask('/agents', ours)).toMatchObject({ status: 204, origin: ours });
  expect((await ask('/agents', other)).origin).toBeUndefined();
  expect(await ask('/token?room=a', other)).toMatchObject({
    status: 204,
    origin: other,
    methods: expect.stringContaining('GET'),
  });
});
