import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
let other: string;
let from: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ apiKey: key, otherApiKey: other } = app.credentials);
  const trunk = { name: 'Carrier', outbound: { address: '127.0.0.1:5070' } };
  const { trunk_id } = (await app.call('POST /api/v1/trunks', { key, body: trunk })).json;
  const number = { number: '+12025550123', trunk_id, agent_id: null };
  from = (await app.call('POST /api/v1/numbers', { key, body: number })).json.number_id;
});
afterAll(() => app.close());

const list = '/api/v1/campaigns';
const body = () => ({
  name: 'Recall',
  agent_id: app.demo.agentId,
  from_number_id: from,
  purpose: 'marketing',
});
const create = (headers = {}) => app.call(`POST ${list}`, { key, body: body(), headers });
const csv = (text: string) => ({ key, body: text, headers: { 'content-type': 'text/csv' } });

it('is planned, filled, started, watched and stopped, for one tenant alone', async () => {
  const made = await create({ 'idempotency-key': 'recall' });
  expect([made.status, made.headers.etag]).toEqual([201, '"1"']);
  expect((await create({ 'idempotency-key': 'recall' })).json).toEqual(made.json);
  const one = `${list}/${made.json.campaign_id}`;
  const tried = await app.call(
    `POST ${one}/contacts?dry_run=true`,
    csv('number,name\n+14155550142,Ann\nx,Bob'),
  );
  expect(tried.json).toMatchObject({ added: 1, invalid: 1, errors: [{ line: 3, path: 'number' }] });
  expectProblem(await app.call(`POST ${one}/contacts`, csv('number\nx')), 'VALIDATION_FAILED');
  const contacts = [{ number: '+14155550142', variables: { name: 'Ann' } }];
  const added = await app.call(`POST ${one}/contacts`, { key, body: { contacts } });
  expect(added.json).toMatchObject({ added: 1, dry_run: false });

  const { json: listed } = await app.call(`GET ${one}/contacts?state=waiting`, { key });
  expect(listed).toMatchObject({ contacts: [{ state: 'waiting', attempts: 0 }], next_cursor: null });
  const contact = `${one}/contacts/${listed.contacts[0].contact_id}`;
  expect((await app.call(`GET ${contact}`, { key })).json).toMatchObject({ calls: [] });
  const file = await app.call(`GET ${one}/contacts/export`, { key });
  expect([file.contentType, file.text]).toEqual(['text/csv; charset=utf-8', expect.stringContaining('Ann')]);

  for (const [doing, state] of [
    ['start', 'running'],
    ['pause', 'paused'],
    ['resume', 'running'],
    ['stop', 'stopped'],
  ] as const) {
    expectProblem(await app.call(`POST ${one}/${doing}`, { key: other }), 'NOT_FOUND');
    expect((await app.call(`POST ${one}/${doing}`, { key })).json).toMatchObject({ state });
  }
  const { json: progress } = await app.call(`GET ${one}/progress`, { key });
  expect(progress).toMatchObject({ contacts: 1, states: { cancelled: 1 }, held_by: null });
  expectProblem(await app.call(`POST ${one}/start`, { key }), 'INVALID_TRANSITION');
  for (const url of [one, `${one}/progress`, `${one}/contacts`, `${one}/contacts/export`, contact])
    expectProblem(await app.call(`GET ${url}`, { key: other }), 'NOT_FOUND');
  expect((await app.call(`GET ${list}`, { key: other })).json).toEqual({ campaigns: [], next_cursor: null });
});

it('is changed against its ETag, and deleted while it is a draft', async () => {
  const { json } = await create();
  const one = `${list}/${json.campaign_id}`;
  const put = (etag: string, as = key) =>
    app.call(`PUT ${one}`, { key: as, body: { ...body(), name: 'Other' }, headers: { 'if-match': etag } });
  expectProblem(await put('"1"', other), 'NOT_FOUND');
  const changed = await put('"1"');
  expect([changed.json.name, changed.headers.etag]).toEqual(['Other', '"2"']);
  expectProblem(await put('"1"'), 'PRECONDITION_FAILED');
  expectProblem(await app.call(`DELETE ${one}`, { key: other }), 'NOT_FOUND');
  expect((await app.call(`DELETE ${one}`, { key })).status).toBe(204);
  expectProblem(await app.call(`GET ${one}`, { key }), 'NOT_FOUND');
});
