import { fakeProviders } from '@parley/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp({ providers: fakeProviders({ voices: ['aria'] }) });
  key = app.credentials.apiKey;
});
afterAll(() => app?.close());

const config = { greeting: 'Hello, this is {{agent_name}}.', persona: 'You are kind.' };
const create = () =>
  app.call('POST /api/v1/agents', { key, body: { name: 'Night desk', description: 'After six', config } });
const at = (route: string, body?: unknown, headers = {}) => app.call(route, { key, body, headers });

test('an agent is made, changed, published, rolled back, compared and put away', async () => {
  const created = await create();
  expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } });
  expect(created.json).toMatchObject({
    name: 'Night desk',
    status: 'draft',
    published_version: null,
    has_unpublished_changes: true,
    draft: { ...config, languages: { first: 'en' }, personality: { warmth: 50 } },
  });
  const url = `/api/v1/agents/${created.json.agent_id}`;
  expect((await at(`GET ${url}`)).json).toEqual(created.json);

  const first = await at(`POST ${url}/publish`, { note: 'first' }, { 'if-match': '"1"' });
  expect(first).toMatchObject({ status: 201, json: { version: 1, note: 'first', restored_from: null } });

  const changed = { config: { ...config, greeting: 'Good evening.' } };
  expectProblem(await at(`PUT ${url}`, changed, { 'if-match': '"1"' }), 'PRECONDITION_FAILED');
  expect(await at(`PUT ${url}`, changed, { 'if-match': '"2"' })).toMatchObject({
    status: 200,
    headers: { etag: '"3"' },
    json: { name: 'Night desk', has_unpublished_changes: true },
  });
  expect((await at(`GET ${url}/compare?from=1`)).json).toEqual({
    from: 1,
    to: 'draft',
    changes: [{ path: 'greeting', before: config.greeting, after: 'Good evening.' }],
  });
  expect((await at(`POST ${url}/publish`, {})).json).toMatchObject({ version: 2 });
  expectProblem(await at(`POST ${url}/publish`, {}), 'CONFLICT');
  expect((await at(`POST ${url}/roll-back`, { version: 1 })).json).toMatchObject({
    version: 3,
    restored_from: 1,
  });
  const { json } = await at(`GET ${url}/versions?limit=2`);
  expect(json.versions.map(({ version }: { version: number }) => version)).toEqual([3, 2]);
  expect(json.next_cursor).toBe('2');
  expect((await at(`GET ${url}/versions/2`)).json.config.greeting).toBe('Good evening.');
  expect((await at(`POST ${url}/deactivate`)).json.status).toBe('draft');

  expect((await at(`DELETE ${url}`, undefined, { 'if-match': '"1"' })).status).toBe(412);
  expect((await at(`DELETE ${url}`)).status).toBe(204);
  expectProblem(await at(`GET ${url}`), 'NOT_FOUND');
  expect((await at('GET /api/v1/agents?status=active')).json.agents).toHaveLength(1);
});

test('an agent is switched on once it can talk, and takes calls until it is switched off', async () => {
  const models = (voice: string) => ({ tts: { provider: 'cartesia', voice } });
  const body = { name: 'Night desk', config: { ...config, models: models('nobody') } };
  const { agent_id } = (await app.call('POST /api/v1/agents', { key, body })).json;
  const url = `/api/v1/agents/${agent_id}`;
  const refused = await at(`POST ${url}/activate`);
  expectProblem(refused, 'AGENT_NOT_READY');
  expect(refused.json.issues.map(({ path }: { path: string }) => path)).toEqual(['published', 'voice']);

  await at(`PUT ${url}`, { config: { ...config, models: models('aria') } });
  await at(`POST ${url}/publish`, {});
  const checked = await at(`GET ${url}/checks`);
  expect(checked).toMatchObject({ status: 200, json: { ready: true } });
  expect(checked.json.checks).toHaveLength(7);
  const open = (room: string) => app.call('POST /session', { key, body: { room, agent_id } });
  expectProblem(await open('night'), 'AGENT_NOT_ACTIVE');
  expect((await at(`POST ${url}/activate`)).json.status).toBe('active');
  expect((await open('night')).status).toBe(201);
  expect((await at(`POST ${url}/deactivate`)).json.status).toBe('inactive');
  expectProblem(await open('later'), 'AGENT_NOT_ACTIVE');

  const other = app.credentials.otherApiKey;
  for (const route of [`GET ${url}/checks`, `POST ${url}/activate`]) {
    expectProblem(await app.call(route, { key: other }), 'NOT_FOUND');
  }
});

test('what is wrong is named by its field', async () => {
  const wrong = { ...config, collect: [{ key: 'Name', label: '', question: 'Who?' }] };
  const answer = await app.call('POST /api/v1/agents', { key, body: { name: '', config: wrong } });
  expectProblem(answer, 'VALIDATION_FAILED');
  expect(answer.json.issues.map(({ path }: { path: string }) => path).sort()).toEqual([
    'config.collect.0.key',
    'config.collect.0.label',
    'name',
  ]);
});
