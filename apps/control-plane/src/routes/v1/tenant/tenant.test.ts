import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
beforeEach(async () => {
  app = await startTestApp({ env: { PARLEY_TRUSTED_PROXIES: 'loopback' } });
  key = app.credentials.apiKey;
});
afterEach(() => app.close());

const tenant = '/api/v1/tenant';
const body = {
  name: 'Renamed',
  settings: { time_zone: 'UTC' },
  quotas: { concurrent_calls: 1 },
  allowed_addresses: ['203.0.113.0/24'],
};
const from = (address: string) => ({ 'x-forwarded-for': address });
const inside = from('203.0.113.9');
const outside = from('198.51.100.1');

it('is read with an ETag, and replaced by whoever has seen the newest', async () => {
  const first = await app.call(`GET ${tenant}`, { key });
  expect(first.headers.etag).toBe('"1"');
  const put = (etag: string) =>
    app.call(`PUT ${tenant}`, { key, body, headers: { ...inside, 'if-match': etag } });
  const changed = await put('"1"');
  expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, json: body });
  expectProblem(await put('"1"'), 'PRECONDITION_FAILED');
  const other = await app.call(`GET ${tenant}`, { key: app.credentials.otherApiKey });
  expect(other.json.tenant_id).toBe(app.demo.otherTenantId);
  expect(other.text).not.toContain('Renamed');
});

it('answers keys, people and sockets of the tenant from its addresses alone, and never locks the caller out', async () => {
  const refused = await app.call(`PUT ${tenant}`, { key, body, headers: outside });
  expectProblem(refused, 'VALIDATION_FAILED');
  expect(refused.json.issues).toMatchObject([{ path: 'allowed_addresses' }]);
  expect((await app.call(`PUT ${tenant}`, { key, body, headers: inside })).status).toBe(200);

  const person = await app.accessToken();
  for (const credential of [key, person]) {
    for (const route of [`GET ${tenant}`, 'GET /sessions', 'GET /ws/transcript/ses_x']) {
      const call = (headers: Record<string, string>) => app.call(route, { key: credential, headers });
      expectProblem(await call(outside), 'ADDRESS_NOT_ALLOWED');
      expect((await call(inside)).json?.code).not.toBe('ADDRESS_NOT_ALLOWED');
    }
  }
  const other = { key: app.credentials.otherApiKey, headers: outside };
  expect((await app.call('GET /sessions', other)).status).toBe(200);
});

it('opens no call while it is suspended, and answers everything else', async () => {
  const owner = await app.accessToken();
  expectProblem(await app.call(`POST ${tenant}/suspend`, { key }), 'FORBIDDEN');
  const suspended = await app.call(`POST ${tenant}/suspend`, { key: owner });
  expect(suspended).toMatchObject({ status: 200, json: { status: 'suspended' } });
  expectProblem(await app.call('POST /session', { key, body: { room: 'lobby' } }), 'TENANT_SUSPENDED');
  expect(app.rooms.rooms.size).toBe(0);
  expect((await app.call('GET /sessions', { key })).status).toBe(200);
  expect((await app.call(`POST ${tenant}/resume`, { key: owner })).json.status).toBe('active');
  expect((await app.call('POST /session', { key, body: { room: 'lobby' } })).status).toBe(201);
});

it('opens no more calls at once than its quota', async () => {
  await app.call(`PUT ${tenant}`, { key, body: { ...body, allowed_addresses: [] } });
  expect((await app.call('POST /session', { key, body: { room: 'one' } })).status).toBe(201);
  expectProblem(await app.call('POST /session', { key, body: { room: 'two' } }), 'QUOTA_EXCEEDED');
  const other = app.credentials.otherApiKey;
  expect((await app.call('POST /session', { key: other, body: { room: 'two' } })).status).toBe(201);
});

it('is changed by administrators', async () => {
  const editor = await app.accessToken({ role: 'editor' });
  expect((await app.call(`GET ${tenant}`, { key: editor })).status).toBe(200);
  expectProblem(await app.call(`PUT ${tenant}`, { key: editor, body }), 'FORBIDDEN');
});

it('is made by a person who is logged in, who owns it and nothing else sees it', async () => {
  const mine = { email: 'two-tenants@example.test', password: 'a long enough password' };
  const signUp = { ...mine, name: 'Ada', tenant_name: 'First' };
  await app.call('POST /api/v1/auth/sign-up', { body: signUp });
  const logIn = (more?: object) => app.call('POST /api/v1/auth/log-in', { body: { ...mine, ...more } });
  const first = (await logIn()).json;
  const make = (credential: string, body: object) =>
    app.call('POST /api/v1/tenants', { key: credential, body });
  const made = await make(first.access_token, { name: 'Second' });
  expect(made).toMatchObject({ status: 201, json: { name: 'Second', status: 'active', quotas: {} } });
  const second = (await logIn({ tenant_id: made.json.tenant_id })).json;
  expect(second.memberships).toMatchObject([
    { tenant_name: 'First', role: 'owner' },
    { tenant_name: 'Second', role: 'owner' },
  ]);
  const audit = await app.call('GET /api/v1/audit', { key: second.access_token });
  const actor = { type: 'user', id: second.user_id };
  expect(audit.json.entries.at(-1)).toMatchObject({ action: 'tenant.create', actor });
  expect((await app.call('GET /api/v1/audit', { key: first.access_token })).text).not.toContain('Second');
  expectProblem(await make(key, { name: 'By a key' }), 'FORBIDDEN');
  expectProblem(await make(first.access_token, { name: ' ' }), 'VALIDATION_FAILED');
});
