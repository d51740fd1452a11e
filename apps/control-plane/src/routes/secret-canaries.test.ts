import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Mail } from '@parley/core';
import { readCatalogue, readTenant, reportIsolation } from '@parley/db/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readApi } from '../testing/api-routes.ts';
import type { Call } from '../testing/caller-of.ts';
import { formsOf, secretsIn } from '../testing/secrets-in.ts';
import { type Answer, startTestApp, type TestApp } from '../testing/start-test-app.ts';
import { dispatcherLimits, WebhookDispatcher } from '../webhooks/webhook-dispatcher.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const word = (prefix = '') => prefix + randomBytes(32).toString('base64url');
const email = 'canary@example.test';
const passwords = [word(), word(), word()] as [string, string, string];
/** What must show nowhere but where it is given, by what it is. */
const secrets = new Map<string, string>();
const mails: Mail[] = [];
const hooked: string[] = [];
/** Every answer; of those that give a secret, what is left without it. */
const answers: string[] = [];
let app: TestApp;
let key: string;
let receiver: Server;
let dispatcher: WebhookDispatcher;
let hook: string;
let hookStatus = 500;

/** Asks, and keeps the answer but for the fields that it is to give. */
async function ask(route: string, call: Call = {}, gives: Record<string, string> = {}): Promise<Answer> {
  const answer = await app.call(route, { key, ...call });
  let rest = answer.text;
  for (const [field, name] of Object.entries(gives)) {
    const secret = answer.json?.[field];
    if (typeof secret !== 'string') throw new Error(`${route} gives no ${field}: ${answer.text}`);
    secrets.set(name, secret);
    expect(rest.split(secret)).toHaveLength(2);
    rest = rest.replace(secret, '');
  }
  answers.push(rest + JSON.stringify(answer.headers));
  return answer;
}
const own = (name: string, secret = word()) => {
  secrets.set(name, secret);
  return secret;
};
const mailed = (pattern: RegExp, name: string) =>
  own(name, pattern.exec(mails.at(-1)?.text ?? '')?.[1] ?? 'no mail');

beforeAll(async () => {
  app = await startTestApp({ mailer: { delivers: true, send: async (mail: Mail) => void mails.push(mail) } });
  receiver = createServer(async (request, response) => {
    let body = JSON.stringify(request.headers);
    for await (const chunk of request) body += chunk;
    hooked.push(body);
    response.writeHead(hookStatus).end();
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  dispatcher = new WebhookDispatcher({
    ...app,
    db: app.database.db,
    mayReach: () => true,
    limits: { ...dispatcherLimits, pollMs: 20 },
  });
  dispatcher.start();
});
afterAll(async () => {
  await dispatcher?.stop();
  await new Promise((closed) => receiver?.close(closed));
  await app?.close().catch(() => {});
});

it('plants every kind of secret', async () => {
  const signUp = { email, password: own('password', passwords[0]), name: 'Canary', tenant_name: 'Canary' };
  await ask('POST /api/v1/auth/sign-up', { body: signUp, key: undefined });
  await app.afterwards.settled();
  const link = /#token=([\w.-]+)/;
  const confirmation = mailed(link, 'token that confirms an address');
  await ask('POST /api/v1/auth/confirm', { body: { token: confirmation }, key: undefined });
  const tokens = { access_token: 'access token', refresh_token: 'refresh token' };
  const logIn = (password: string, gives: Record<string, string>) =>
    ask('POST /api/v1/auth/log-in', { body: { email, password }, key: undefined }, gives);
  const first = await logIn(passwords[0], tokens);
  key = first.json.access_token;
  await ask(
    'POST /api/v1/auth/refresh',
    { body: { refresh_token: first.json.refresh_token }, key: undefined },
    { access_token: 'second access token', refresh_token: 'second refresh token' },
  );
  own('changed password', passwords[1]);
  await ask('POST /api/v1/auth/password', {
    body: { current_password: passwords[0], new_password: passwords[1] },
  });
  await ask('POST /api/v1/auth/password/forgot', { body: { email }, key: undefined });
  await app.afterwards.settled();
  const token = mailed(link, 'token of a password reset');
  own('password after the reset', passwords[2]);
  const reset = await ask('POST /api/v1/auth/password/reset', {
    body: { token, new_password: passwords[2], password: passwords[2] },
    key: undefined,
  });
  expect(reset.status).toBeLessThan(300);
  key = (
    await logIn(passwords[2], { access_token: 'third access token', refresh_token: 'third refresh token' })
  ).json.access_token;

  for (const provider of ['openai', 'cartesia', 'twilio']) {
    await ask(`PUT /api/v1/secrets/${provider}`, { body: { value: own(`key of ${provider}`) } });
  }
  const endpoint = await ask(
    'POST /api/v1/webhook-endpoints',
    { body: { url: hook } },
    { secret: 'webhook secret' },
  );
  const rotate = `POST /api/v1/webhook-endpoints/${endpoint.json.endpoint_id}/rotate-secret`;
  await ask(rotate, {}, { secret: 'second webhook secret' });
  await ask(`POST /api/v1/webhook-endpoints/${endpoint.json.endpoint_id}/test`);
  const keyBody = { kind: 'secret', name: 'k', scopes: ['tickets:read', 'tickets:write'] };
  const headers = { 'idempotency-key': 'key' };
  const made = await ask('POST /api/v1/api-keys', { body: keyBody, headers }, { key: 'API key' });
  await ask(
    `POST /api/v1/api-keys/${made.json.key_id}/rotate`,
    { body: { overlap_hours: 1 } },
    { key: 'second API key' },
  );
  await ask('POST /api/v1/invitations', { body: { email: 'b@example.test', role: 'viewer' } });
  await app.afterwards.settled();
  mailed(link, 'token of an invitation');
  expect([...secrets.keys()].length).toBeGreaterThanOrEqual(17);
  expect([...secrets.values()].every((secret) => secret.length >= 20)).toBe(true);
});

it('provokes errors with them', async () => {
  const wrong = [...secrets.values()];
  const { text } = await app.call('GET /openapi.json');
  const { routes } = readApi(JSON.parse(text));
  const bodied = routes.filter(({ bodies, path }) => bodies['application/json'] && !/log-out/.test(path));
  for (const { method, path } of bodied) {
    const route = `${method} ${path.replaceAll(/\{provider\}/g, 'openai').replaceAll(/\{\w+\}/g, 'x')}`;
    // In fields that do not exist, in fields of another type, in what is no JSON, and in another type of content.
    await ask(route, { body: { password: wrong, value: wrong, token: wrong, url: wrong, name: wrong } });
    await ask(route, {
      body: `{"value":"${wrong.join('","')}`,
      headers: { 'content-type': 'application/json' },
    });
    await ask(route, { body: wrong.join(), headers: { 'content-type': 'text/plain' } });
  }
  for (const secret of wrong) {
    await ask(`GET /api/v1/nowhere/${encodeURIComponent(secret)}?token=${secret}`, { key: secret });
    await ask(`GET /ws/transcript/ses_1?token=${secret}`, { key: undefined });
    await ask('GET /api/v1/tickets', {
      headers: { 'x-api-key': secret, cookie: `session=${secret}` },
      key: undefined,
    });
    await ask('POST /api/v1/auth/log-in', { body: { email, password: `${secret}x` }, key: undefined });
    await ask('POST /api/v1/auth/refresh', { body: { refresh_token: `x${secret}` }, key: undefined });
    await ask('POST /api/v1/auth/password/reset', {
      body: { token: secret, password: 'short' },
      key: undefined,
    });
    await ask('POST /api/v1/webhook-endpoints', { body: { url: `https://user:${secret}@example.com/` } });
  }
  await ask('POST /session', { body: { room: 'canary' } });
  await vi.waitFor(() => expect(hooked.length).toBeGreaterThan(1), 20_000);
  hookStatus = 200;
  for (const route of routes.filter(
    // A token for a room is what is asked for there.
    ({ method, path }) =>
      method === 'GET' && !path.includes('{') && path !== '/openapi.json' && path !== '/token',
  )) {
    await ask(`GET ${route.path}?room=x&identity=x&q=x`);
  }
});

it('no row, no event and no webhook has one', async () => {
  await dispatcher.stop();
  const catalogue = await readCatalogue(app.database.db);
  const me = await app.call('GET /api/v1/tenant', { key });
  const rows = await readTenant(app.database.db, catalogue, me.json.tenant_id);
  expect(rows.audit_entries?.length).toBeGreaterThan(8);
  expect(rows.outbox?.length).toBeGreaterThan(0);
  for (const [table, all] of Object.entries(rows))
    expect([table, secretsIn(all.join(), secrets)]).toEqual([table, []]);
  expect(secretsIn(hooked.join(), secrets)).toEqual([]);
});

it('a database that fails does not tell them either', async () => {
  const { db } = app.database;
  const transaction = db.transaction.bind(db);
  db.transaction = (work, ...rest) =>
    transaction(
      async (tx) => {
        await work(tx);
        // As if the commit had failed, with all that was sent in the error.
        throw Object.assign(new Error(`Failed query: x\nparams: ${[...secrets.values()].join()}`), {
          code: '57014',
        });
      },
      ...rest,
    );
  const value = [...secrets.values()][0] ?? '';
  await ask('PUT /api/v1/secrets/openai', { body: { value } });
  await ask('POST /api/v1/auth/log-in', { body: { email, password: passwords[2] }, key: undefined });
  await ask('POST /api/v1/webhook-endpoints', { body: { url: hook } });
  db.transaction = transaction;
});

it('no log line and no answer has one, but where it is given', async () => {
  const lines = app.logged.map((line) => JSON.stringify(line));
  expect(lines.length).toBeGreaterThan(50);
  const telling = lines.filter((line) => secretsIn(line, secrets).length > 0);
  expect(telling).toEqual([]);
  expect(answers.filter((answer) => secretsIn(answer, secrets).length > 0)).toEqual([]);
  reportIsolation('secrets', {
    secrets_planted: secrets.size,
    log_lines_searched: lines.length,
    answers_searched: answers.length,
    webhooks_searched: hooked.length,
    secrets_found: telling.length,
  });
});

it('would be found in any of their forms', () => {
  const secret = word();
  const all = new Map([['it', secret]]);
  const forms = [
    secret,
    secret.slice(0, 13),
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64'),
    Buffer.from(`a${secret}`).toString('base64url'),
    Buffer.from(`ab${secret}cd`).toString('base64'),
    Buffer.from(secret).toString('hex'),
  ];
  for (const form of forms) expect(secretsIn(`{"x":"${form}"}`, all)).toEqual(['it']);
  expect(formsOf(secret).every((form) => form.length === 13)).toBe(true);
  expect(secretsIn(`"hint":"${secret.slice(-4)}"`, all)).toEqual([]);
});
