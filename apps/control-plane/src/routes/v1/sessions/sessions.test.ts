import { newId } from '@parley/contracts';
import { recordWorkerEvents } from '@parley/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectProblem } from '../../../testing/expect-problem.ts';
import { startTestApp, type TestApp } from '../../../testing/start-test-app.ts';

let app: TestApp;
let key: string;
let sessionId: string;
beforeAll(async () => {
  app = await startTestApp();
  key = app.credentials.apiKey;
  const { id } = await app.openSession();
  sessionId = id;
  const at = new Date().toISOString();
  await recordWorkerEvents({
    ctx: {
      db: app.database.db,
      actor: { type: 'worker', tenantId: app.demo.tenantId, sessionId: id },
      now: () => new Date(),
      auditKey: app.auditKey,
    },
    input: {
      sessionId: id,
      jobId: 'j',
      events: [
        {
          seq: 1,
          at,
          event: {
            type: 'transcript',
            final: true,
            speaker: 'caller',
            segment_id: 'c-1',
            text: 'My boiler is leaking',
            interrupted: false,
            started_at: at,
            ended_at: at,
          },
        },
      ],
    },
  });
});
afterAll(() => app?.close());

test('sessions are listed, shown whole, and found by what was said', async () => {
  const listed = await app.call('GET /api/v1/sessions?q=boiler&limit=1', { key });
  expect(listed.status).toBe(200);
  expect(listed.json).toMatchObject({
    sessions: [{ session_id: sessionId, outcome: null }],
    next_cursor: null,
  });
  expect((await app.call('GET /api/v1/sessions?outcome=ticket', { key })).json.sessions).toEqual([]);

  const whole = await app.call(`GET /api/v1/sessions/${sessionId}`, { key });
  expect(whole).toMatchObject({
    status: 200,
    json: {
      session_id: sessionId,
      turns: [{ segment_id: 'c-1', text: 'My boiler is leaking' }],
      timings: [],
      tools: [],
      errors: [],
      ticket: null,
      cost: null,
    },
  });

  const found = await app.call('GET /api/v1/transcripts/search?q=leaks', { key });
  expect(found.status).toBe(200);
  expect(found.json).toMatchObject({
    hits: [{ session_id: sessionId, hits: [[13, 20]] }],
    next_cursor: null,
  });
});

test('another tenant finds nothing, and nobody is refused', async () => {
  const other = app.credentials.otherApiKey;
  expectProblem(await app.call(`GET /api/v1/sessions/${sessionId}`, { key: other }), 'NOT_FOUND');
  expect((await app.call('GET /api/v1/sessions', { key: other })).json.sessions).toEqual([]);
  expect((await app.call('GET /api/v1/transcripts/search?q=boiler', { key: other })).json.hits).toEqual([]);
  for (const path of ['sessions', `sessions/${sessionId}`, 'transcripts/search?q=boiler']) {
    expectProblem(await app.call(`GET /api/v1/${path}`), 'UNAUTHENTICATED');
  }
  expectProblem(await app.call(`GET /api/v1/sessions/${newId('session')}`, { key }), 'NOT_FOUND');
});

test.each([
  ['sessions?outcome=gone', 'outcome'],
  ['sessions?cursor=gone', 'cursor'],
  ['sessions?from=yesterday', 'from'],
  ['sessions/gone', 'id'],
  ['transcripts/search', 'q'],
  ['transcripts/search?q=a&cursor=gone', 'cursor'],
])('%s names the field that is wrong', async (path, field) => {
  const answer = await app.call(`GET /api/v1/${path}`, { key });
  expectProblem(answer, 'VALIDATION_FAILED');
  expect(answer.json.issues.map(({ path: at }: { path: string }) => at).join()).toContain(field);
});
