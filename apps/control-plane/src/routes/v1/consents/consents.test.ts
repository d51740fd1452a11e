import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
beforeEach(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
});
afterEach(() => app.close());

const route = '/api/v1/consents';
const consent = {
  number: '+14155550142',
  purpose: 'marketing',
  level: 'express_written',
  given_at: '2025-03-01T10:00:00.000Z',
  source: 'Sign-up form',
  evidence: 'I agree to calls about offers. 203.0.113.7',
};
const add = (own: object = {}, as = key) =>
  app.call(`POST ${route}`, { key: as, body: { ...consent, ...own } });
const list = async (as = key) => (await app.call(`GET ${route}`, { key: as })).json.consents;

it('is put on file, found by its number, and taken back, by one tenant alone', async () => {
  const { status, json } = await add();
  expect([status, json]).toEqual([201, expect.objectContaining({ ...consent, revoked_at: null })]);
  const of = (number: string) =>
    app
      .call(`GET ${route}?number=${encodeURIComponent(number)}`, { key })
      .then((found) => found.json.consents);
  expect(await of(consent.number)).toEqual([json]);
  expect(await of('+14155550143')).toEqual([]);
  expect(await list(app.credentials.otherApiKey)).toEqual([]);
  const revoke = (as = key) => app.call(`POST ${route}/${json.consent_id}/revoke`, { key: as });
  expectProblem(await revoke(app.credentials.otherApiKey), 'NOT_FOUND');
  const revoked = await revoke();
  expect(revoked.json).toMatchObject({ ...consent, revoked_at: expect.any(String) });
  expect((await revoke()).json).toEqual(revoked.json);
  expect(await list()).toEqual([revoked.json]);
});

it('is put on file by administrators, and taken back by whoever calls', async () => {
  const editor = await app.accessToken({ role: 'editor' });
  expectProblem(await add({}, editor), 'FORBIDDEN');
  const { json } = await add();
  const revoked = await app.call(`POST ${route}/${json.consent_id}/revoke`, { key: editor });
  expect(revoked.status).toBe(200);
});

it.each([
  [{ given_at: '2999-01-01T00:00:00Z' }, 'given_at'],
  [{ expires_at: consent.given_at }, 'expires_at'],
  [{ level: 'none' }, 'level'],
  [{ source: ' ' }, 'source'],
  [{ number: '+1415555014' }, 'number'],
])('is refused with %o', async (own, path) => {
  const refused = await add(own);
  expectProblem(refused, 'VALIDATION_FAILED');
  expect(refused.json.issues).toMatchObject([{ path }]);
  expect(await list()).toEqual([]);
});

it('is imported, each error by its line, and never twice', async () => {
  const csv = [
    'number,purpose,level,given_at,source',
    '+1 415 555 0142,marketing,express_written,2025-03-01T10:00:00Z,Form',
    '+14155550143,marketing,perhaps,2025-03-01T10:00:00Z,Form',
    '+14155550144,marketing,express,2999-03-01T10:00:00Z,Form',
  ];
  const send = (lines: string[], query = '') =>
    app.call(`POST ${route}/import${query}`, {
      key,
      body: lines.join('\n'),
      headers: { 'content-type': 'text/csv' },
    });
  const dry = await send(csv, '?dry_run=true');
  expect(dry.json).toMatchObject({
    added: 1,
    errors: [
      { line: 3, path: 'level' },
      { line: 4, path: 'given_at' },
    ],
  });
  expectProblem(await send(csv), 'VALIDATION_FAILED');
  expect(await list()).toEqual([]);
  expect((await send(csv.slice(0, 2))).json).toMatchObject({ added: 1, known: 0 });
  expect((await send(csv.slice(0, 2))).json).toMatchObject({ added: 0, known: 1 });
  expect(await list()).toMatchObject([{ number: '+14155550142', source: 'Form' }]);
});
