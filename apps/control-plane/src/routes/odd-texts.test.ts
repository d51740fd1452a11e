import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectProblem } from '../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../testing/start-test-app.ts';

let app: TestApp;
let ticket: string;
beforeAll(async () => {
  app = await startTestApp();
  const { json } = await ask('POST /api/v1/tickets', { name: 'Ann', phone: '+12025550143', reason: 'Sink' });
  ticket = `/api/v1/tickets/${json.ticket_id}`;
});
afterAll(() => app?.close());

const ask = (route: string, body?: unknown) => app.call(route, { key: app.credentials.apiKey, body });

it.each([
  ['POST /api/v1/agents', { name: 'Desk', config: { greeting: '\0', persona: 'Kind' } }, 'config.greeting'],
  ['PATCH TICKET', { name: '\0' }, 'name'],
  ['PATCH TICKET', { category: ' \0 ' }, 'category'],
  ['POST TICKET/comments', { text: '\0\0' }, 'text'],
  ['POST /session', { room: 'nul', system_prompt: '\0' }, 'systemPrompt'],
])('%s: a text of NULs alone is empty (%j)', async (route, body, path) => {
  const answer = await ask(route.replace('TICKET', ticket), body);
  expectProblem(answer, 'VALIDATION_FAILED');
  expect(answer.json.issues[0].path).toBe(path);
});

it.each(['action', 'target_type', 'target_id'])('the audit log is asked for any %s', async (name) => {
  const { status, json } = await ask(`GET /api/v1/audit?${name}=%00`);
  expect([status, json.entries]).toEqual([200, []]);
});

it('an ETag that is spelt in another way is another', async () => {
  const headers = { 'if-match': '"01"' };
  const answer = await app.call(`PATCH ${ticket}`, { key: app.credentials.apiKey, headers, body: {} });
  expectProblem(answer, 'PRECONDITION_FAILED');
});
