import { newId } from '@parley/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
});
afterAll(() => app?.close());

const body = { name: 'John', phone: '415 555 0142', reason: 'The sink leaks', facts: { dog: 'Rex' } };
const write = (more = {}, headers = {}) =>
  app.call('POST /api/v1/tickets', { key, headers, body: { ...body, ...more } });
const path = async () => `/api/v1/tickets/${(await write()).json.ticket_id}`;

test('a ticket is written, read, changed, moved and commented on', async () => {
  const written = await write({ priority: 'high' });
  expect(written).toMatchObject({ status: 201, headers: { etag: '"1"' } });
  expect(written.json).toMatchObject({
    session_id: null,
    status: 'open',
    priority: 'high',
    phone: '+14155550142',
    property: '',
    facts: { dog: 'Rex' },
    evidence: {},
    category: null,
    duplicate_of: null,
  });
  const url = `/api/v1/tickets/${written.json.ticket_id}`;
  expect((await app.call(`GET ${url}`, { key })).json).toEqual(written.json);

  const patch = { key, headers: { 'if-match': '"1"' }, body: { category: 'plumbing' } };
  const patched = await app.call(`PATCH ${url}`, patch);
  expect(patched).toMatchObject({ status: 200, headers: { etag: '"2"' }, json: { category: 'plumbing' } });
  expectProblem(await app.call(`PATCH ${url}`, patch), 'PRECONDITION_FAILED');

  const moved = await app.call(`POST ${url}/status`, { key, body: { status: 'resolved' } });
  expect(moved).toMatchObject({ status: 200, headers: { etag: '"3"' }, json: { status: 'resolved' } });
  const wrong = await app.call(`POST ${url}/status`, { key, body: { status: 'waiting' } });
  expectProblem(wrong, 'INVALID_TRANSITION');
  expect(wrong.json.detail).toContain('closed, reopened');

  const commented = await app.call(`POST ${url}/comments`, { key, body: { text: 'Called back' } });
  expect(commented).toMatchObject({
    status: 201,
    json: { text: 'Called back', author: { type: 'api_key' } },
  });
  const { json } = await app.call(`GET ${url}/comments`, { key });
  expect(json).toEqual({ comments: [commented.json], next_cursor: null });

  const again = await write({ reason: 'Sink leaks still' });
  expect(again.json).toMatchObject({
    duplicate_of: written.json.ticket_id,
    number: written.json.number + 1,
  });
  const listed = await app.call('GET /api/v1/tickets?limit=1&q=Sink', { key });
  expect(listed.json.tickets.map(({ number }: { number: number }) => number)).toEqual([again.json.number]);
  expect(listed.json.next_cursor).toBe(again.json.ticket_id);
  const next = await app.call(`GET /api/v1/tickets?cursor=${listed.json.next_cursor}`, { key });
  expect(next.json.tickets[0].ticket_id).toBe(written.json.ticket_id);
});

test('with one idempotency key one ticket is written', async () => {
  const headers = { 'idempotency-key': 'once' };
  const [first, second] = [await write({}, headers), await write({}, headers)];
  expect(second.json).toEqual(first.json);
  expectProblem(await write({ name: 'Ann' }, headers), 'IDEMPOTENCY_MISMATCH');
});

test('the export is CSV to be kept', async () => {
  await write({ name: '=1+1', category: 'exported' });
  const csv = await app.call('GET /api/v1/tickets/export?category=exported', { key });
  expect(csv).toMatchObject({ status: 200, contentType: 'text/csv; charset=utf-8' });
  expect(csv.headers['content-disposition']).toBe('attachment; filename="tickets.csv"');
  const lines = csv.text.split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(",'=1+1,+14155550142,");
});

test('another tenant knows nothing of it, and changes nothing', async () => {
  const url = await path();
  const was = (await app.call(`GET ${url}`, { key })).json;
  const other = app.credentials.otherApiKey;
  expectProblem(await app.call(`GET ${url}`, { key: other }), 'NOT_FOUND');
  expectProblem(await app.call(`GET ${url}/comments`, { key: other }), 'NOT_FOUND');
  for (const [route, sent] of [
    [`PATCH ${url}`, { category: 'x' }],
    [`POST ${url}/status`, { status: 'closed' }],
    [`POST ${url}/comments`, { text: 'x' }],
  ] as const) {
    expectProblem(await app.call(route, { key: other, body: sent }), 'NOT_FOUND');
  }
  expect((await app.call('GET /api/v1/tickets', { key: other })).json.tickets).toEqual([]);
  expect((await app.call('GET /api/v1/tickets/export', { key: other })).text).not.toContain('tkt_');
  expect((await app.call(`GET ${url}`, { key })).json).toEqual(was);
});

test('a viewer reads and writes nothing', async () => {
  const url = await path();
  const viewer = await app.accessToken({ role: 'viewer' });
  for (const [route, sent] of [
    ['POST /api/v1/tickets', body],
    [`PATCH ${url}`, { category: 'x' }],
    [`POST ${url}/status`, { status: 'closed' }],
    [`POST ${url}/comments`, { text: 'x' }],
  ] as const) {
    expectProblem(await app.call(route, { key: viewer, body: sent }), 'FORBIDDEN');
    expectProblem(await app.call(route, { body: sent }), 'UNAUTHENTICATED');
  }
  for (const route of [url, `${url}/comments`, '/api/v1/tickets', '/api/v1/tickets/export']) {
    expect((await app.call(`GET ${route}`, { key: viewer })).status).toBe(200);
    expectProblem(await app.call(`GET ${route}`), 'UNAUTHENTICATED');
  }
});

test.each([
  ['POST', '', { ...body, name: '' }, 'name'],
  ['POST', '', { ...body, assignee_id: newId('user') }, 'assignee_id'],
  ['POST', '', { ...body, phone: 'no' }, 'phone'],
  ['PATCH', '/ID', { priority: 'huge' }, 'priority'],
  ['POST', '/ID/status', { status: 'gone' }, 'status'],
  ['POST', '/ID/comments', { text: ' ' }, 'text'],
  ['GET', '?status=gone', undefined, 'status'],
  ['GET', '?cursor=gone', undefined, 'cursor'],
  ['GET', '/gone', undefined, 'id'],
  ['GET', '?created_from=yesterday', undefined, 'created_from'],
])('%s %s names the field that is wrong', async (method, end, sent, field) => {
  const url = end.startsWith('/ID') ? `${await path()}${end.slice(3)}` : `/api/v1/tickets${end}`;
  const answer = await app.call(`${method} ${url}`, { key, body: sent });
  expectProblem(answer, 'VALIDATION_FAILED');
  expect(answer.json.issues.map(({ path: at }: { path: string }) => at).join()).toContain(field);
});
