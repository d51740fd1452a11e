import { newId } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const keys = '/api/v1/api-keys';
const origin = 'https://www.example.com';
let app: TestApp;
let admin: string;
beforeAll(async () => {
  app = await startTestApp({ env: { PARLEY_CORS_ORIGINS: 'https://app.example.com' } });
  admin = await app.accessToken({ role: 'admin' });
});
afterAll(() => app.close());

const make = (body: object = {}, headers: Record<string, string> = {}) =>
  app.call(`POST ${keys}`, {
    key: admin,
    body: { kind: 'secret', name: 'CI', scopes: ['sessions:read'], ...body },
    headers,
  });
const makePublishable = async (): Promise<{ key: string; key_id: string }> =>
  (await make({ kind: 'publishable', agent_ids: [app.demo.agentId], origins: [origin] })).json;

describe('a secret key', () => {
  it('is shown once, does what it is for, and nothing from the moment it is revoked', async () => {
    const { status, json } = await make();
    expect(status).toBe(201);
    const use = () => app.call('GET /sessions', { key: json.key });
    expect((await use()).status).toBe(200);
    expectProblem(await app.call(`GET ${keys}`, { key: json.key }), 'FORBIDDEN');
    const one = await app.call(`GET ${keys}/${json.key_id}`, { key: admin });
    expect(one.json).toMatchObject({ hint: json.key.slice(-4), last_used_at: expect.any(String) });
    const renamed = await app.call(`PUT ${keys}/${json.key_id}`, {
      key: admin,
      body: { name: 'Deploy' },
      headers: { 'if-match': String(one.headers.etag) },
    });
    expect(renamed).toMatchObject({ status: 200, json: { name: 'Deploy' }, headers: { etag: '"2"' } });
    const listed = await app.call(`GET ${keys}`, { key: admin });
    const audit = await app.call('GET /api/v1/audit', { key: admin });
    const shown = [one, renamed, listed, audit].map(({ text }) => text).join();
    expect(shown + JSON.stringify(app.logged)).not.toContain(json.key.slice(-43));
    expect((await app.call(`DELETE ${keys}/${json.key_id}`, { key: admin })).status).toBe(204);
    expectProblem(await use(), 'UNAUTHENTICATED');
  });

  it('is made once for one idempotency key, and rotated once for another', async () => {
    const headers = { 'idempotency-key': newId('user') };
    const [one, two] = [await make({}, headers), await make({}, headers)];
    expect(two.json).toEqual(one.json);
    const rotate = () =>
      app.call(`POST ${keys}/${one.json.key_id}/rotate`, {
        key: admin,
        body: { overlap_hours: 1 },
        headers: { 'idempotency-key': 'rotate' },
      });
    const [first, second] = [await rotate(), await rotate()];
    expect(first.status).toBe(201);
    expect(second.json).toEqual(first.json);
    for (const key of [one.json.key, first.json.key]) {
      expect((await app.call('GET /sessions', { key })).status).toBe(200);
    }
  });

  it('is unknown to another tenant', async () => {
    const { json } = await make();
    for (const method of ['GET', 'DELETE']) {
      const call = { key: app.credentials.otherApiKey };
      expectProblem(await app.call(`${method} ${keys}/${json.key_id}`, call), 'NOT_FOUND');
    }
    expect((await app.call('GET /sessions', { key: json.key })).status).toBe(200);
  });
});

describe('a publishable key', () => {
  const page = { origin };

  it('opens a session with its agent and gets a token for its room, and the page may read both', async () => {
    const { key } = await makePublishable();
    const room = newId('session');
    const token = () => app.call(`GET /token?room=${room}&identity=ann`, { key, headers: page });
    expectProblem(await token(), 'NOT_FOUND');
    const opened = await app.call('POST /session', { key, body: { room }, headers: page });
    expect(opened.status).toBe(201);
    const got = await token();
    expect(got.status).toBe(200);
    for (const { headers } of [opened, got]) {
      expect(headers['access-control-allow-origin']).toBe(origin);
      expect(headers.vary).toMatch(/origin/i);
    }
    const other = { room: `${room}2`, agent_id: newId('agent') };
    expectProblem(await app.call('POST /session', { key, body: other, headers: page }), 'NOT_FOUND');
  });

  it('is for no other page, and for no other route', async () => {
    const { key } = await makePublishable();
    const body = { room: newId('session') };
    const elsewhere: Record<string, string>[] = [{ origin: 'https://evil.example' }, {}];
    for (const headers of elsewhere) {
      const answer = await app.call('POST /session', { key, body, headers });
      expectProblem(answer, 'FORBIDDEN');
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    const { id } = await app.openSession();
    const { json: document } = await app.call('GET /openapi.json');
    const routes = Object.entries(document.paths as Record<string, Record<string, { security?: object[] }>>)
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { security = [] }]) => ({ method, path, security })),
      )
      .filter(({ security }) => JSON.stringify(security).includes('"apiKey"'))
      .map(({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{[^}]+\}/g, id)}`)
      .filter((route) => route !== 'GET /token' && route !== 'POST /session');
    expect(routes.length).toBeGreaterThan(30);
    for (const route of routes) {
      const answer = await app.call(route, { key, headers: page });
      expect([route, answer.status, answer.json.code]).toEqual([route, 403, 'FORBIDDEN']);
    }
    expect((await app.call(`GET /sessions/${id}`, { key: admin })).json.state).toBe('connecting');
  });

  it('lets pages ask beforehand where it works, and nowhere else', async () => {
    const preflight = (path: string, from = origin) =>
      app.call(`OPTIONS ${path}`, {
        headers: {
          origin: from,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type',
        },
      });
    for (const path of ['/session', '/token?room=r&identity=i']) {
      const { status, headers } = await preflight(path);
      expect([status, headers['access-control-allow-origin']]).toEqual([204, origin]);
      expect(headers['access-control-allow-headers']).toContain('authorization');
    }
    expect((await preflight(keys)).headers['access-control-allow-origin']).toBeUndefined();
    const own = await preflight(keys, 'https://app.example.com');
    expect(own.headers['access-control-allow-origin']).toBe('https://app.example.com');
  });

  it('does not let a page of its tenant’s read what a secret key asks', async () => {
    await makePublishable();
    const answer = await app.call('POST /session', {
      key: app.credentials.apiKey,
      body: { room: newId('session') },
      headers: page,
    });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });
});

it('keys are not for editors', async () => {
  const key = await app.accessToken({ role: 'editor' });
  expectProblem(await app.call(`GET ${keys}`, { key }), 'FORBIDDEN');
  const body = { kind: 'secret', name: 'x', scopes: ['agents:read'] };
  expectProblem(await app.call(`POST ${keys}`, { key, body }), 'FORBIDDEN');
});
