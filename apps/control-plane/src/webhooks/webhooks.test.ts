import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSession, signMessage } from '@parley/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemContext } from '../jobs/supervisor-context.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { dispatcherLimits, WebhookDispatcher } from './webhook-dispatcher.ts';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

let app: TestApp;
let receiver: Server;
let url: string;
let received: Received[];
let answer: () => number;
let dispatchers: WebhookDispatcher[];
beforeEach(async () => {
  received = [];
  answer = () => 200;
  dispatchers = [];
  app = await startTestApp();
  receiver = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ headers: request.headers, body });
    response.writeHead(answer()).end();
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterEach(async () => {
  await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
  await new Promise((closed) => receiver.close(closed));
  await app.close();
});

/** Longer than any pause between tries, to tell the one from the other. */
const leaseMs = 10 * 24 * 3_600_000;
let shift = 0;
beforeEach(() => {
  shift = 0;
});
function dispatch() {
  const dispatcher = new WebhookDispatcher({
    db: app.database.db,
    vault: app.vault,
    auditKey: app.auditKey,
    clock: { now: () => Date.now() + shift, after: app.clock.after },
    log: app.log,
    mayReach: () => true,
    limits: { ...dispatcherLimits, pollMs: 20, timeoutMs: 15_000, leaseMs },
  });
  dispatchers.push(dispatcher);
  dispatcher.start();
  return dispatcher;
}

const create = async (body: object = {}) => {
  const { json, status } = await app.call('POST /api/v1/webhook-endpoints', {
    key: app.credentials.apiKey,
    body: { url, ...body },
  });
  expect(status).toBe(201);
  return json as { endpoint_id: string; secret: string };
};
const at = (endpointId: string, rest = '') => `/api/v1/webhook-endpoints/${endpointId}${rest}`;
const call = (route: string, body?: unknown) => app.call(route, { key: app.credentials.apiKey, body });
const deliveriesOf = async (endpointId: string) =>
  (await call(`GET ${at(endpointId, '/deliveries')}`)).json.deliveries;
const received1 = (count: number) => vi.waitFor(() => expect(received).toHaveLength(count), 20_000);

/** By the rules of Standard Webhooks, from what was received alone. */
const isSigned = ({ headers, body }: Received, secret: string) => {
  const messageId = String(headers['webhook-id']);
  const timestamp = Number(headers['webhook-timestamp']);
  return String(headers['webhook-signature'])
    .split(' ')
    .includes(signMessage({ messageId, timestamp, body }, [secret]));
};

describe('a webhook endpoint', () => {
  test('is told what happens, signed, and nothing that it did not ask for', async () => {
    const { endpoint_id: id, secret } = await create({ events: ['session.started'] });
    const other = await create({ events: ['ticket.created'] });
    dispatch();
    const session = await app.openSession('lobby');
    await received1(1);
    const [message] = received as [Received];
    expect(JSON.parse(message.body)).toMatchObject({
      id: message.headers['webhook-id'],
      type: 'session.started',
      data: { session_id: session.id, room: 'lobby' },
    });
    expect(isSigned(message, secret)).toBe(true);
    expect(isSigned(message, other.secret)).toBe(false);
    await vi.waitFor(async () => {
      expect(await deliveriesOf(id)).toMatchObject([{ state: 'delivered', attempts: 1, last_status: 200 }]);
    });
    expect(await deliveriesOf(other.endpoint_id)).toEqual([]);
  });

  test('of another tenant hears nothing, and does not exist for this one', async () => {
    const { endpoint_id: id } = await create();
    const stranger = { key: app.credentials.otherApiKey };
    for (const route of [
      `GET ${at(id)}`,
      `DELETE ${at(id)}`,
      `GET ${at(id, '/deliveries')}`,
      `POST ${at(id, '/test')}`,
      `POST ${at(id, '/rotate-secret')}`,
    ]) {
      expect([route, (await app.call(route, stranger)).status]).toEqual([route, 404]);
    }
    expect((await app.call(`PUT ${at(id)}`, { ...stranger, body: { url } })).status).toBe(404);
    const otherCtx = systemContext({ ...app, db: app.database.db }, app.demo.otherTenantId);
    dispatch();
    await createSession({ ctx: otherCtx, input: { room: 'theirs' } });
    await app.openSession('ours');
    await received1(1);
    expect(received[0]?.body).toContain('ours');
  });

  test('that fails is told again, and the growing pauses end after a day', async () => {
    answer = () => 500;
    const { endpoint_id: id } = await create({ events: ['session.started'] });
    dispatch();
    await app.openSession();
    const pauses: number[] = [];
    for (let attempt = 1; ; attempt += 1) {
      await vi.waitFor(async () => {
        const [tried] = await deliveriesOf(id);
        expect(tried).toMatchObject({ attempts: attempt, last_status: 500 });
        expect(Date.parse(tried.next_attempt_at ?? 0) - Date.now() - shift).toBeLessThan(leaseMs / 2);
      }, 20_000);
      const [delivery] = await deliveriesOf(id);
      if (delivery.state === 'failed') break;
      const pause = Date.parse(delivery.next_attempt_at) - (Date.now() + shift);
      pauses.push(pause);
      shift += pause + 1_000;
    }
    const seconds = pauses.map((pause) => Math.round(pause / 1_000));
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(shift).toBeGreaterThan(24 * 3_600_000);
    expect(received).toHaveLength(pauses.length + 1);
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);

    answer = () => 200;
    const { message_id: messageId } = (await deliveriesOf(id))[0];
    expect((await call(`POST ${at(id, `/deliveries/${messageId}/redeliver`)}`)).status).toBe(202);
    await vi.waitFor(async () => expect((await deliveriesOf(id))[0].state).toBe('delivered'), 5_000);
    expect((await call(`GET ${at(id)}`)).json.failing_since).toBeNull();
    // Each of the 19 tries is waited for.
  }, 60_000);

  test('to which nothing came through for three days is disabled, and says why', async () => {
    answer = () => 503;
    const { endpoint_id: id } = await create();
    dispatch();
    await app.openSession();
    await vi.waitFor(async () => {
      expect((await call(`GET ${at(id)}`)).json.failing_since).not.toBeNull();
    }, 20_000);
    shift += 3 * 24 * 3_600_000;
    await vi.waitFor(async () => {
      expect((await call(`GET ${at(id)}`)).json).toMatchObject({
        status: 'disabled',
        disabled_reason: expect.stringContaining('503'),
      });
    }, 20_000);
    const { json } = await call('GET /api/v1/audit?action=webhook_endpoint.disable');
    expect(json.entries).toHaveLength(1);
    await call(`PUT ${at(id)}`, { url });
    expect((await call(`GET ${at(id)}`)).json).toMatchObject({ status: 'enabled', disabled_reason: null });
  });

  test('that says it is gone is disabled at once, and is not asked again', async () => {
    answer = () => 410;
    const { endpoint_id: id } = await create();
    dispatch();
    await app.openSession();
    await vi.waitFor(async () => {
      expect((await call(`GET ${at(id)}`)).json).toMatchObject({
        status: 'disabled',
        disabled_reason: expect.stringContaining('410 Gone'),
      });
    }, 20_000);
    expect(await deliveriesOf(id)).toMatchObject([{ state: 'failed', attempts: 1, next_attempt_at: null }]);
  });

  test('signs with both secrets for a day after a rotation', async () => {
    const { endpoint_id: id, secret: old } = await create();
    const { secret } = (await call(`POST ${at(id, '/rotate-secret')}`)).json;
    dispatch();
    await call(`POST ${at(id, '/test')}`);
    await received1(1);
    shift = 25 * 3_600_000;
    await call(`POST ${at(id, '/test')}`);
    await received1(2);
    const [first, second] = received as [Received, Received];
    expect([isSigned(first, old), isSigned(first, secret)]).toEqual([true, true]);
    expect([isSigned(second, old), isSigned(second, secret)]).toEqual([false, true]);
  });

  test('is replaced only by who has seen what is there', async () => {
    const { endpoint_id: id } = await create();
    const { headers } = await call(`GET ${at(id)}`);
    const put = () =>
      app.call(`PUT ${at(id)}`, {
        key: app.credentials.apiKey,
        body: { url, description: 'new' },
        headers: { 'if-match': String(headers.etag) },
      });
    expect((await put()).json.description).toBe('new');
    expect(await put()).toMatchObject({ status: 412, json: { code: 'PRECONDITION_FAILED' } });
  });

  test('its secret is in no answer but the first, no log line and no audit entry', async () => {
    const { endpoint_id: id, secret } = await create();
    const answers = await Promise.all(
      [`GET ${at(id)}`, 'GET /api/v1/webhook-endpoints', 'GET /api/v1/audit'].map((route) => call(route)),
    );
    const shown = answers.map(({ text }) => text).join() + JSON.stringify(app.logged);
    expect(shown).not.toContain(secret.slice(6));
  });

  test.each([
    ['ftp://example.com/', 'url'],
    ['http://user:pw@example.com/', 'url'],
    ['nonsense', 'url'],
  ])('%s is refused', async (wrong, path) => {
    const { json } = await call('POST /api/v1/webhook-endpoints', { url: wrong });
    expect(json).toMatchObject({ code: 'VALIDATION_FAILED', issues: [{ path }] });
  });
});

describe('idempotency', () => {
  test('fifty times the same request make one endpoint, with one answer', async () => {
    const send = () =>
      app.call('POST /api/v1/webhook-endpoints', {
        key: app.credentials.apiKey,
        body: { url },
        headers: { 'idempotency-key': 'once' },
      });
    const answers = await Promise.all(Array.from({ length: 50 }, send));
    expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual(
      [],
    );
    const again = await send();
    expect(again.headers['idempotency-replayed']).toBe('true');
    const made = answers.filter(({ status }) => status === 201).map(({ text }) => text);
    expect(new Set([...made, again.text]).size).toBe(1);
    expect((await call('GET /api/v1/webhook-endpoints')).json.endpoints).toHaveLength(1);
    const other = await app.call('POST /api/v1/webhook-endpoints', {
      key: app.credentials.apiKey,
      body: { url, description: 'another' },
      headers: { 'idempotency-key': 'once' },
    });
    expect(other).toMatchObject({ status: 422, json: { code: 'IDEMPOTENCY_MISMATCH' } });
  });
});
