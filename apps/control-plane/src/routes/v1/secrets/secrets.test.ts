import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const canary = 'sk-canary-secret-4711';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.close());

test('a tenant’s key reaches the worker of its session, and no answer, log line or other tenant', async () => {
  const key = app.credentials.apiKey;
  const put = await app.call('PUT /api/v1/secrets/openai', { key, body: { value: canary } });
  expect(put).toMatchObject({ status: 200, json: { provider: 'openai', hint: '4711' } });
  const listed = await app.call('GET /api/v1/secrets', { key });
  const audit = await app.call('GET /api/v1/audit', { key });
  expect(audit.json.entries[0]).toMatchObject({ action: 'secret.create', actor: { type: 'api_key' } });
  const other = await app.call('GET /api/v1/secrets', { key: app.credentials.otherApiKey });
  expect(other.json).toEqual({ secrets: [] });

  const { id } = await app.openSession();
  const brief = await app.call(`GET /worker/sessions/${id}`, { key: await app.workerKey(id) });
  expect(brief.json.provider_keys).toEqual({ openai: canary });

  const bad = await app.call('PUT /api/v1/secrets/openai', { key, body: { value: `two ${canary}` } });
  expect(bad).toMatchObject({ status: 400, json: { code: 'VALIDATION_FAILED' } });
  const shown = [put, listed, audit, other, bad].map(({ text }) => text).join();
  expect(shown + JSON.stringify(app.logged)).not.toContain('canary');

  expect((await app.call('DELETE /api/v1/secrets/openai', { key })).status).toBe(204);
  expect((await app.call('DELETE /api/v1/secrets/openai', { key })).status).toBe(404);
});

test('an unknown provider, a viewer, and nobody are refused', async () => {
  const key = app.credentials.apiKey;
  const put = (call: object, provider = 'openai') =>
    app.call(`PUT /api/v1/secrets/${provider}`, { body: { value: canary }, ...call });
  expect((await put({ key }, 'nobody')).json).toMatchObject({ code: 'VALIDATION_FAILED' });
  expect((await put({ key: await app.accessToken({ role: 'viewer' }) })).json.code).toBe('FORBIDDEN');
  expect((await put({})).json.code).toBe('UNAUTHENTICATED');
});

test('a key that somebody else put meanwhile is not put over', async () => {
  const key = app.credentials.apiKey;
  const route = '/api/v1/secrets/cartesia';
  const put = (headers?: Record<string, string>) =>
    app.call(`PUT ${route}`, { key, body: { value: canary }, headers });
  expect((await put({ 'if-match': '"1"' })).json.code).toBe('PRECONDITION_FAILED');
  expect((await app.call(`GET ${route}`, { key })).json.code).toBe('NOT_FOUND');
  expect((await put()).headers.etag).toBe('"1"');
  expect((await put({ 'if-match': '"1"' })).headers.etag).toBe('"2"');
  expect((await put({ 'if-match': '"1"' })).json.code).toBe('PRECONDITION_FAILED');
  const { headers, json } = await app.call(`GET ${route}`, { key });
  expect([headers.etag, json]).toEqual([
    '"2"',
    expect.objectContaining({ provider: 'cartesia', hint: '4711' }),
  ]);
  const other = await app.call(`GET ${route}`, { key: app.credentials.otherApiKey });
  expect(other.json.code).toBe('NOT_FOUND');
});
