import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
let other: string;
beforeEach(async () => {
  app = await startTestApp();
  ({ apiKey: key, otherApiKey: other } = app.credentials);
});
afterEach(() => app.close());

const list = '/api/v1/do-not-call';
const number = '+14155550142';
const add = (body: object, as = key) => app.call(`POST ${list}`, { key: as, body });
const lookUp = async (as = key) =>
  (await app.call(`GET ${list}/lookup?number=${encodeURIComponent(number)}`, { key: as })).json;

it('takes a number, tells of it, and lets it go, for one tenant alone', async () => {
  expect(await lookUp()).toEqual({ number, listed: false, entry: null, global: false });
  const added = await add({ number, reason: 'Asked us by mail.' });
  expect(added).toMatchObject({
    status: 201,
    json: { number, source: 'manual', reason: 'Asked us by mail.', expires_at: null },
  });
  expect(await lookUp()).toMatchObject({ listed: true, entry: added.json, global: false });
  expect(await lookUp(other)).toMatchObject({ listed: false, entry: null });
  expect((await app.call(`GET ${list}`, { key: other })).json).toEqual({ entries: [], next_cursor: null });
  const one = `${list}/${added.json.entry_id}`;
  expectProblem(await app.call(`DELETE ${one}`, { key: other }), 'NOT_FOUND');
  expect((await app.call(`DELETE ${one}`, { key })).status).toBe(204);
  expect(await lookUp()).toMatchObject({ listed: false });
  const audit = await app.call('GET /api/v1/audit?action=do_not_call.remove', { key });
  expect(audit.json.entries).toMatchObject([{ before: { number, reason: 'Asked us by mail.' } }]);
});

it('never gets weaker by being told again', async () => {
  const soon = '2030-01-01T00:00:00.000Z';
  const first = await add({ number, expires_at: soon, reason: 'On holiday.' });
  expect(first.json.expires_at).toBe(soon);
  const longer = await add({ number, expires_at: '2031-01-01T00:00:00+01:00' });
  expect(longer.json).toMatchObject({
    entry_id: first.json.entry_id,
    expires_at: '2030-12-31T23:00:00.000Z',
    reason: 'On holiday.',
  });
  await add({ number });
  expect((await add({ number, expires_at: soon })).json.expires_at).toBeNull();
  expect((await app.call(`GET ${list}`, { key })).json.entries).toHaveLength(1);
});

it('is written by whoever calls, and shortened by administrators alone', async () => {
  const editor = await app.accessToken({ role: 'editor' });
  const { json } = await add({ number }, editor);
  expectProblem(await app.call(`DELETE ${list}/${json.entry_id}`, { key: editor }), 'FORBIDDEN');
  const viewer = await app.accessToken({ role: 'viewer' });
  expectProblem(await add({ number }, viewer), 'FORBIDDEN');
  expect((await app.call(`GET ${list}`, { key: viewer })).json.entries).toMatchObject([{ number }]);
});

it('refuses what is no number', async () => {
  expectProblem(await add({ number: '4155550142' }), 'VALIDATION_FAILED');
  expectProblem(await add({ number: '+1415555014' }), 'VALIDATION_FAILED');
});

it('is listed newest first, in pages', async () => {
  for (const last of [1, 2, 3]) await add({ number: `+1415555014${last}` });
  const page = await app.call(`GET ${list}?limit=2`, { key });
  expect(page.json.entries.map((each: { number: string }) => each.number)).toEqual([
    '+14155550143',
    '+14155550142',
  ]);
  const rest = await app.call(`GET ${list}?limit=2&cursor=${page.json.next_cursor}`, { key });
  expect(rest.json).toMatchObject({ entries: [{ number: '+14155550141' }], next_cursor: null });
});

const importCsv = (csv: string, query = '') =>
  app.call(`POST ${list}/import${query}`, { key, body: csv, headers: { 'content-type': 'text/csv' } });

it('is imported from what people write, after a dry run that names each error by its line', async () => {
  const csv = 'number,reason,expires_at\n(415) 555-0142,"Asked, by mail",\n12,,\n+14155550143,,tomorrow\n';
  const dry = await importCsv(csv, '?dry_run=true&default_country=US');
  expect(dry).toMatchObject({
    status: 200,
    json: { dry_run: true, lines: 3, added: 1, known: 0, errors: [{ line: 3, path: 'number' }, { line: 4 }] },
  });
  expectProblem(await importCsv(csv, '?default_country=US'), 'VALIDATION_FAILED');
  expect((await app.call(`GET ${list}`, { key })).json.entries).toEqual([]);
  const good = csv.split('\n').slice(0, 2).join('\n');
  expect((await importCsv(good)).json.issues).toMatchObject([{ path: 'line 2: number' }]);
  expect((await importCsv(good, '?default_country=US')).json).toMatchObject({ added: 1, known: 0 });
  expect((await importCsv(good, '?default_country=US')).json).toMatchObject({ added: 0, known: 1 });
  expect(await lookUp()).toMatchObject({
    listed: true,
    entry: { source: 'import', reason: 'Asked, by mail' },
  });
});

it('is exported as an import takes it', async () => {
  await add({ number, reason: '=1+1', expires_at: '2030-01-01T00:00:00Z' });
  await add({ number: '+14155550143' });
  const exported = await app.call(`GET ${list}/export`, { key });
  expect(exported.text.split('\r\n')).toHaveLength(4);
  const own = other;
  key = own;
  expect((await importCsv(exported.text)).json).toMatchObject({ lines: 2, added: 2, errors: [] });
  expect(await lookUp()).toMatchObject({
    listed: true,
    entry: { reason: '=1+1', expires_at: '2030-01-01T00:00:00.000Z' },
  });
});

it('takes thousands of numbers at once, and says how many are too many', async () => {
  const numbers = Array.from({ length: 50_001 }, (_, n) => `+4930${String(1_000_000 + n)}`);
  const some = ['number', ...numbers.slice(0, 5_001)].join('\n');
  expect((await importCsv(some)).json).toMatchObject({ added: 5_001, known: 0 });
  const refused = await importCsv(['number', ...numbers].join('\n'), '?dry_run=true');
  expect(refused.json.errors).toMatchObject([{ message: expect.stringContaining('50000 lines') }]);
}, 60_000);
