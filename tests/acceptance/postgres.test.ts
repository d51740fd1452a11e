import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { expectProblem } from '../harness/expect-problem.ts';
import { postSession } from '../harness/post-session.ts';
import { type Postgres, startPostgres } from '../harness/start-postgres.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { watchSession } from '../harness/watch-session.ts';

let postgres: Postgres;
let stack: Stack;
beforeAll(async () => {
  postgres = await startPostgres();
  stack = await startStack({ name: 'postgres', parts: [], controlPlaneEnv: postgres.env });
});
afterAll(async () => {
  await stack?.stop();
  await postgres?.stop();
});

test('the session API on Postgres: create, watch, stop, read; survive a restart; isolated', async () => {
  const { url, wsUrl, demo } = stack;
  expect((await callApi(url, '/health')).json).toEqual({ status: 'ok' });
  const { sessionId } = await postSession(url, demo.api_key);
  const viewer = await watchSession({ wsUrl, sessionId, key: demo.api_key });
  await callApi(url, `/session/${sessionId}`, { method: 'DELETE', key: demo.api_key });
  expect(await viewer.closed).toBe(1000);
  expectProblem(await callApi(url, `/transcripts/${sessionId}`, { key: demo.other_api_key }), 'NOT_FOUND');

  await stack.services.kill('control-plane', 'SIGKILL');
  await stack.services.restart('control-plane');
  const { json } = await callApi(url, `/transcripts/${sessionId}`, { key: demo.api_key });
  expect(json).toMatchObject({ state: 'ended', end_reason: 'stopped' });
});

test('it refuses a role that can bypass row-level security', async () => {
  const refused = await startStack({
    name: 'postgres-superuser',
    parts: [],
    controlPlaneEnv: { ...postgres.env, DATABASE_URL: postgres.superuserUrl },
  }).then(
    async (running) => {
      await running.stop();
      return undefined;
    },
    (error: Error & { detail?: string }) => error,
  );
  expect(refused?.detail).toMatch(/row-level security/i);
});
