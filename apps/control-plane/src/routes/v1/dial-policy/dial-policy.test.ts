import { afterEach, beforeEach, expect, it } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
beforeEach(async () => {
  app = await startTestApp();
  key = app.credentials.otherApiKey;
});
afterEach(() => app.close());

const route = '/api/v1/dial-policy';
const body = { allowed_countries: ['US'], rates: [{ prefix: '+1', cents_per_minute: 1.5 }], spend_cap: 500 };
const put = (etag: string, as = key) =>
  app.call(`PUT ${route}`, { key: as, body, headers: { 'if-match': etag } });

it('allows nothing before it is written, and is replaced by whoever has seen the newest', async () => {
  const empty = await app.call(`GET ${route}`, { key });
  expect(empty).toMatchObject({
    headers: { etag: '"0"' },
    json: { allowed_countries: [], allowed_prefixes: [], attempts_per_day: 3, default_rate: null },
  });
  expect(await put('"0"')).toMatchObject({ status: 200, headers: { etag: '"1"' }, json: body });
  expectProblem(await put('"0"'), 'PRECONDITION_FAILED');
  expect((await app.call(`GET ${route}`, { key })).json).toMatchObject(body);
  expect((await app.call(`GET ${route}`, { key: app.credentials.apiKey })).json).not.toMatchObject(body);
});

it('is written by administrators, and the log says what it was', async () => {
  const editor = await app.accessToken({ role: 'editor', tid: app.demo.otherTenantId });
  expectProblem(await put('*', editor), 'FORBIDDEN');
  await put('*');
  const audit = await app.call('GET /api/v1/audit?action=dial_policy.update', { key });
  expect(audit.json.entries).toMatchObject([{ before: { allowed_countries: [] }, after: body }]);
});
