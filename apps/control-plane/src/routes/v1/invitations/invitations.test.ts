import { newId } from '@parley/contracts';
import type { Mail } from '@parley/core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { createManualClock } from '../../../testing/manual-clock.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const password = 'a long enough password';
const path = '/api/v1/invitations';
const mails: Mail[] = [];
const clock = createManualClock();
let app: TestApp;
let admin: string;
let email: string;
beforeAll(async () => {
  app = await startTestApp({
    clock,
    mailer: { delivers: false, send: async (mail: Mail) => void mails.push(mail) },
  });
});
afterAll(() => app.close());
beforeEach(async () => {
  // Past every throttle's window.
  await clock.advance(16 * 60_000);
  mails.length = 0;
  email = `${newId('user')}@example.test`;
  admin = await app.accessToken({ role: 'admin' });
});

const invite = (body: object = {}, headers: Record<string, string> = {}) =>
  app.call(`POST ${path}`, { key: admin, body: { email, role: 'editor', ...body }, headers });
const mailedToken = async () => {
  await app.afterwards.settled();
  return /accept-invitation#token=(inv_[\w-]+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '';
};
const accept = (token: string, body: object = {}) =>
  app.call(`POST ${path}/accept`, { body: { token, password, name: 'Ada', ...body } });

it('mails a link that makes its reader a member once, and shows the token to nobody else', async () => {
  const invited = await invite();
  expect(invited).toMatchObject({ status: 201, json: { email, role: 'editor', status: 'pending' } });
  const token = await mailedToken();
  expect(mails).toMatchObject([{ to: email }]);
  const accepted = await accept(token);
  expect(accepted).toMatchObject({ status: 200, json: { tenant_id: app.demo.tenantId, role: 'editor' } });
  const again = await accept(token);
  expectProblem(again, 'VALIDATION_FAILED');
  const loggedIn = await app.call('POST /api/v1/auth/log-in', { body: { email, password } });
  expect((await app.call('GET /agents', { key: loggedIn.json.access_token })).status).toBe(200);
  const listed = await app.call(`GET ${path}`, { key: admin });
  expect(listed.json.invitations[0]).toMatchObject({ email, status: 'accepted' });
  const audit = await app.call('GET /api/v1/audit', { key: admin });
  const shown = [invited, accepted, again, listed, audit].map(({ text }) => text).join();
  expect(shown + JSON.stringify(app.logged)).not.toContain(token.slice(-43));
});

it('is sent once for one idempotency key', async () => {
  const headers = { 'idempotency-key': newId('user') };
  const answers = [await invite({}, headers), await invite({}, headers)];
  expect(answers[1]?.json).toEqual(answers[0]?.json);
  await app.afterwards.settled();
  expect(mails).toHaveLength(1);
  expectProblem(await invite({ role: 'viewer' }, headers), 'IDEMPOTENCY_MISMATCH');
});

it('is taken back, though not by another tenant', async () => {
  const { json } = await invite();
  const token = await mailedToken();
  const revoke = (key: string) => app.call(`DELETE ${path}/${json.invitation_id}`, { key });
  expectProblem(await revoke(app.credentials.otherApiKey), 'NOT_FOUND');
  expect((await revoke(admin)).status).toBe(204);
  expectProblem(await accept(token), 'VALIDATION_FAILED');
});

it('slows down whoever guesses the password of an account by it', async () => {
  await invite();
  await accept(await mailedToken());
  await app.call('POST /api/v1/auth/log-in', { body: { email, password } });
  const other = await app.accessToken({ tid: app.demo.otherTenantId, role: 'admin' });
  await app.call(`POST ${path}`, { key: other, body: { email, role: 'viewer' } });
  const token = await mailedToken();
  for (let tries = 0; tries < 5; tries += 1) {
    expectProblem(await accept(token, { password: 'wrong' }), 'INVALID_CREDENTIALS');
  }
  expectProblem(await accept(token), 'RATE_LIMITED');
  await clock.advance(61_000);
  expect((await accept(token)).json.tenant_id).toBe(app.demo.otherTenantId);
});

it('floods nobody with mail', async () => {
  for (let sent = 0; sent < 50; sent += 1) expect((await invite()).status).toBe(201);
  const answer = await invite();
  expectProblem(answer, 'RATE_LIMITED');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
});

it('is not for editors', async () => {
  const key = await app.accessToken({ role: 'editor' });
  expectProblem(await app.call(`POST ${path}`, { key, body: { email, role: 'viewer' } }), 'FORBIDDEN');
});
