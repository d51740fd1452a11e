import { newId } from '@parley/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

const base = '/api/v1/knowledge';
let app: TestApp;
let key: string;
let otherKey: string;
beforeAll(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
  otherKey = app.credentials.otherApiKey;
});
afterAll(() => app?.close());

const data = { name: 'Deep cleaning', price: { amount: 90, currency: 'USD' } };
const create = (headers = {}) =>
  app.call(`POST ${base}/items`, { key, headers, body: { category: 'prices', data } });

test('the categories are listed with their schemas', async () => {
  const { status, json } = await app.call(`GET ${base}/categories`, { key });
  expect(status).toBe(200);
  expect(json.categories).toHaveLength(18);
  expect(json.categories[0]).toMatchObject({
    name: 'Business profile',
    schema: { required: ['name', 'description'] },
  });
});

test('an item is created once, read, changed, reviewed and deleted', async () => {
  const headers = { 'idempotency-key': 'one-item' };
  const created = await create(headers);
  expect(created).toMatchObject({
    status: 201,
    headers: { etag: '"1"' },
    json: { title: 'Price: Deep cleaning' },
  });
  expect((await create(headers)).json).toEqual(created.json);
  const url = `${base}/items/${created.json.item_id}`;
  expect((await app.call(`GET ${url}`, { key })).json).toEqual(created.json);
  const change = { key, headers: { 'if-match': '"1"' }, body: { data: { ...data, unit: 'visit' } } };
  expect(await app.call(`PUT ${url}`, change)).toMatchObject({ status: 200, headers: { etag: '"2"' } });
  expectProblem(await app.call(`PUT ${url}`, change), 'PRECONDITION_FAILED');
  const reviewed = await app.call(`POST ${url}/review`, { key, body: { reviewed: false } });
  expect(reviewed.json).toMatchObject({ revision: 3, reviewed_at: null });
  const { json: listed } = await app.call(`GET ${base}/items?category=prices&reviewed=false`, { key });
  expect(listed).toMatchObject({ items: [{ item_id: created.json.item_id }], next_cursor: null });
  const { json: search } = await app.call(`POST ${base}/search`, {
    key,
    body: { query: 'how much is a deep clean' },
  });
  expect(search.hits[0]).toMatchObject({ item_id: created.json.item_id });
  const { json: page } = await app.call(`GET ${url}/history?limit=2`, { key });
  expect(page).toMatchObject({ versions: [{ change: 'review' }, { change: 'update' }], next_cursor: '2' });
  expect((await app.call(`GET ${url}/history?cursor=2`, { key })).json.versions).toHaveLength(1);
  expect((await app.call(`DELETE ${url}`, { key })).status).toBe(204);
  expectProblem(await app.call(`GET ${url}`, { key }), 'NOT_FOUND');
});

test('another tenant’s item and unknown ones are not found', async () => {
  const { json } = await create();
  for (const id of [json.item_id, newId('knowledgeItem')]) {
    const url = `${base}/items/${id}`;
    expectProblem(await app.call(`GET ${url}`, { key: otherKey }), 'NOT_FOUND');
    expectProblem(await app.call(`GET ${url}/history`, { key: otherKey }), 'NOT_FOUND');
    expectProblem(await app.call(`PUT ${url}`, { key: otherKey, body: { data } }), 'NOT_FOUND');
    expectProblem(
      await app.call(`POST ${url}/review`, { key: otherKey, body: { reviewed: true } }),
      'NOT_FOUND',
    );
    expectProblem(await app.call(`DELETE ${url}`, { key: otherKey }), 'NOT_FOUND');
  }
  expect((await app.call(`GET ${base}/items/${json.item_id}`, { key })).json).toEqual(json);
});

test('a category is replaced against its ETag, and brought back', async () => {
  const url = `${base}/policies`;
  const empty = await app.call(`GET ${url}`, { key });
  expect(empty).toMatchObject({ headers: { etag: '"0"' }, json: { name: 'Policies', items: [] } });
  const body = { items: [{ data: { name: 'Smoking', rule: 'Not in the house.' } }] };
  const headers = { 'if-match': '"0"' };
  expect(await app.call(`PUT ${url}`, { key, headers, body })).toMatchObject({
    status: 200,
    headers: { etag: '"1"' },
  });
  expectProblem(await app.call(`PUT ${url}`, { key, headers, body }), 'PRECONDITION_FAILED');
  await app.call(`PUT ${url}`, { key, body: { items: [] } });
  const { json } = await app.call(`GET ${url}/versions`, { key });
  expect(json).toMatchObject({ versions: [{ revision: 1, item_count: 1 }], next_cursor: null });
  expect((await app.call(`GET ${url}/versions/1`, { key })).json.items).toHaveLength(1);
  expectProblem(await app.call(`GET ${url}/versions/1`, { key: otherKey }), 'NOT_FOUND');
  const restored = await app.call(`POST ${url}/versions/1/restore`, { key, body: {} });
  expect(restored).toMatchObject({ status: 200, json: { items: [{ title: 'Smoking' }] } });
  const wrong = await app.call(`PUT ${url}`, { key, body: { items: [{ data: { name: 'Smoking' } }] } });
  expectProblem(wrong, 'VALIDATION_FAILED');
  expect(wrong.json.issues).toMatchObject([{ path: 'items.0.data.rule' }]);
  expectProblem(await app.call(`GET ${base}/nonsense`, { key }), 'VALIDATION_FAILED');
});

test('knowledge is exported and imported, as CSV and as JSON', async () => {
  const exported = await app.call(`GET ${base}/export?format=csv`, { key });
  expect(exported).toMatchObject({ status: 200, contentType: expect.stringContaining('text/csv') });
  const headers = { 'content-type': 'text/csv' };
  const dry = await app.call(`POST ${base}/import?dry_run=true`, {
    key: otherKey,
    headers,
    body: exported.text,
  });
  expect(dry).toMatchObject({ status: 200, json: { dry_run: true, errors: [], updated: 0 } });
  expect(dry.json.created).toBeGreaterThan(5);
  const { json } = await app.call(`GET ${base}/export`, { key });
  expect(json.items).toHaveLength(dry.json.created);
  const items = [
    { category: 'faqs', data: { question: 'Here?', answer: 'Yes.' } },
    { category: 'faqs', data: {} },
  ];
  const refused = await app.call(`POST ${base}/import`, { key, body: { items } });
  expectProblem(refused, 'VALIDATION_FAILED');
  expect(refused.json.issues[0].path).toBe('line 2: data.question');
  const done = await app.call(`POST ${base}/import`, { key, body: { items: items.slice(0, 1) } });
  expect(done.json).toMatchObject({ created: 1, errors: [] });
});

test.each([
  [
    'UTF-16, as spreadsheets call Unicode',
    Buffer.from('\ufeffcategory\tdata.question\tdata.answer\nfaqs\tCafé?\tJa.', 'utf16le'),
  ],
  ['Windows-1252', Buffer.from('category;data.question;data.answer\r\nfaqs;Café?;Ja.\r\n', 'latin1')],
])('a CSV file may be in %s', async (_, payload) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
  const imported = await app.app.inject({ method: 'POST', url: `${base}/import`, headers, payload });
  expect(imported.json()).toMatchObject({ created: 1, errors: [] });
  const { json } = await app.call(`GET ${base}/items?category=faqs&limit=1`, { key });
  expect(json.items[0].data.question).toBe('Café?');
});

test('a CSV file of no known encoding is refused', async () => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'text/csv' };
  const payload = Buffer.from([0x63, 0x81, 0x8d, 0xff]);
  const refused = await app.app.inject({ method: 'POST', url: `${base}/import`, headers, payload });
  expect(refused.statusCode).toBe(400);
  expect(refused.json()).toMatchObject({
    code: 'VALIDATION_FAILED',
    detail: expect.stringContaining('UTF-8'),
  });
});

test('a body of another type is told which types are taken', async () => {
  const headers = { 'content-type': 'text/plain' };
  for (const [path, types] of [
    ['import', 'application/json or text/csv'],
    ['documents', 'multipart/form-data'],
    ['items', 'application/json'],
  ]) {
    const refused = await app.call(`POST ${base}/${path}`, { key, headers, body: 'x' });
    expectProblem(refused, 'UNSUPPORTED_MEDIA_TYPE');
    expect(refused.json.detail).toBe(`Send the body as ${types}.`);
  }
});
