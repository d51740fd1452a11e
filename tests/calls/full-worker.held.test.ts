import { afterAll, beforeAll, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { livekitAdmin, livekitRoom } from '../harness/livekit-admin.ts';
import { postSession } from '../harness/post-session.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { watchSession } from '../harness/watch-session.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ name: 'full-worker', workerEnv: { PARLEY_WORKER_MAX_SESSIONS: '1' } });
});
afterAll(() => stack?.stop());

const start = async () => {
  const { sessionId, room } = await postSession(stack.url, stack.demo.api_key);
  const viewer = await watchSession({ wsUrl: stack.wsUrl, sessionId, key: stack.demo.api_key });
  const state = (wanted: string, within: number) =>
    viewer.until((message) => message.type === 'session_state' && message.state === wanted, within, wanted);
  const stop = () =>
    callApi(stack.url, `/session/${sessionId}`, { method: 'DELETE', key: stack.demo.api_key });
  return { room, viewer, state, stop };
};

test('a worker at its cap: the session that it cannot take fails with a reason within 10 s', async () => {
  const first = await start();
  await first.state('active', 10_000);
  const second = await start();
  const told = await second.state('failed', 10_000);
  expect(told).toMatchObject({ reason: 'no_agent_available' });
  expect(await second.viewer.closed).toBe(1000);
  expect((await livekitAdmin(stack.livekit).roomNames()).map((name) => name.split('.')[1])).toEqual([
    first.room,
  ]);
  await first.stop();
  expect(await first.viewer.closed).toBe(1000);
});

test('a worker that gets free in time: the dispatch is repeated, and the session is served', async () => {
  const first = await start();
  await first.state('active', 10_000);
  const second = await start();
  const { dispatches } = livekitAdmin(stack.livekit);
  const name = livekitRoom(stack.demo.tenant_id, second.room);
  const tries = new Set<string>();
  const tried = (times: number) => async () => {
    for (const { id } of await dispatches.listDispatch(name)) tries.add(id);
    return tries.size >= times || undefined;
  };
  // Only once the first try has come to nothing, or the worker may be free in time for that one.
  await waitUntil(tried(2), { within: 6000, what: 'a dispatch that is repeated' });
  await first.stop();
  await second.state('active', 10_000);
  await second.stop();
  expect(await second.viewer.closed).toBe(1000);
});
