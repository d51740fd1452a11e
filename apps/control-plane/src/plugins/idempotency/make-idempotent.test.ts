import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../app.ts';
import { type Answer, callerOf } from '../../testing/caller-of.ts';
import { expectProblem } from '../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app?.close());

const body = { name: 'Ann', phone: '+1 202 555 0143', property: '', reason: 'Sink' };
const create = (headers: Record<string, string>, call = app.call, sent: unknown = body): Promise<Answer> =>
  call('POST /api/v1/tickets', { key: app.credentials.apiKey, body: sent, headers });
const tickets = async () =>
  (await app.call('GET /api/v1/tickets?limit=100', { key: app.credentials.apiKey })).json.tickets.length;

test('two processes of one database make one: some are told to ask again, and get the same answer', async () => {
  const before = await tickets();
  const headers = { 'idempotency-key': 'two-processes' };
  const calls = [app.call, callerOf(await buildApp({ ...app }))];
  const ask = async (index: number): Promise<Answer> => {
    const answer = await create(headers, calls[index % 2]);
    if (answer.status !== 409) return answer;
    expectProblem(answer, 'IDEMPOTENCY_IN_FLIGHT');
    expect(answer.headers['retry-after']).toBe('1');
    return ask(index);
  };
  const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(index)));
  expect(
    new Set(answers.map(({ status, text, headers: { etag } }) => `${status} ${etag} ${text}`)).size,
  ).toBe(1);
  expect(answers[0]?.status).toBe(201);
  expect(await tickets()).toBe(before + 1);
});

test('what failed on our side is carried out when it is sent again', async () => {
  const send = () =>
    app.call('POST /session', {
      key: app.credentials.apiKey,
      body: { room: 'again' },
      headers: { 'idempotency-key': 'again' },
    });
  app.rooms.down = true;
  expectProblem(await send(), 'LIVEKIT_UNAVAILABLE');
  app.rooms.down = false;
  const made = await send();
  expect(made.status).toBe(201);
  const again = await send();
  expect([again.text, again.headers['idempotency-replayed']]).toEqual([made.text, 'true']);
});

test('an answer is given again with its ETag, and another body is refused', async () => {
  const headers = { 'idempotency-key': 'twice' };
  const [first, second] = [await create(headers), await create(headers)];
  expect([second.headers.etag, second.contentType]).toEqual(['"1"', first.contentType]);
  expect(first.headers['idempotency-replayed']).toBeUndefined();
  expectProblem(await create(headers, app.call, { ...body, name: 'Bob' }), 'IDEMPOTENCY_MISMATCH');
});

test.each(['', 'a b', 'é', 'x'.repeat(256)])('the key %j is refused', async (key) => {
  const answer = await create({ 'idempotency-key': key });
  expectProblem(answer, 'VALIDATION_FAILED');
  expect(answer.json.issues[0].path).toBe('Idempotency-Key');
});

test('what was refused because it came too early is carried out when it is sent again', async () => {
  const key = await app.accessToken();
  const tenant = (quotas: object) =>
    app.call('PUT /api/v1/tenant', {
      key,
      body: { name: 'Maple', settings: {}, quotas, allowed_addresses: [] },
    });
  const headers = { 'idempotency-key': 'early' };
  const send = () => app.call('POST /session', { key, body: { room: 'early' }, headers });
  await tenant({ concurrent_calls: 0 });
  expectProblem(await send(), 'QUOTA_EXCEEDED');
  await tenant({});
  const made = await send();
  expect(made.status).toBe(201);
  expect((await send()).text).toBe(made.text);
});
