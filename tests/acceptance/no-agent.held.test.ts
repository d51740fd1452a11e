import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { freePort } from '../harness/free-port.ts';
import { livekitAdmin, livekitRoom } from '../harness/livekit-admin.ts';
import { postSession } from '../harness/post-session.ts';
import { repository } from '../harness/repository.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { watchSession } from '../harness/watch-session.ts';

let stack: Stack;
beforeEach(async ({ task }) => {
  stack = await startStack({ name: `no-agent-${task.id}`, parts: [] });
});
afterEach(() => stack?.stop());

/** Asks for a session and follows it to its end, and each dispatch that LiveKit is given meanwhile. */
async function followToTheEnd() {
  const { demo, url, wsUrl } = stack;
  const started = performance.now();
  const { sessionId, room } = await postSession(url, demo.api_key);
  const viewer = await watchSession({ wsUrl, sessionId, key: demo.api_key });
  const { dispatches, roomNames } = livekitAdmin(stack.livekit);
  const name = livekitRoom(demo.tenant_id, room);
  const seen = new Set<string>();
  const watching = waitUntil(
    async () => {
      for (const { id } of await dispatches.listDispatch(name).catch(() => [])) seen.add(id);
      return viewer.of('session_state').at(-1)?.state === 'failed';
    },
    { within: 15_000, what: 'the session has failed', every: 200 },
  );
  const code = await viewer.closed;
  const tookMs = performance.now() - started;
  await watching;
  const { json } = await callApi(url, `/sessions/${sessionId}`, { key: demo.api_key });
  return {
    code,
    tookMs,
    session: json,
    told: viewer.of('session_state').at(-1),
    rooms: await roomNames(),
    seen,
  };
}

describe('when no agent comes', () => {
  test('no worker at all: failed within 10 s, with the reason, the room gone, viewers told', async () => {
    const { code, tookMs, session, told, rooms, seen } = await followToTheEnd();
    expect(tookMs).toBeLessThan(10_000);
    expect(session).toMatchObject({ state: 'failed', end_reason: 'no_agent_available' });
    expect(told).toMatchObject({ state: 'failed', reason: 'no_agent_available' });
    expect(told?.message).toMatch(/agent/i);
    expect(code).toBe(1000);
    expect(rooms).toEqual([]);
    expect(seen.size).toBe(3);
  });

  test('a worker that reports full load: the dropped dispatch is noticed, repeated, and then given up', async () => {
    const port = await freePort();
    stack.area.spawn({
      name: 'full-worker',
      command: process.execPath,
      args: ['tests/harness/full-worker.ts', 'start'],
      cwd: repository,
      env: {
        FULL_WORKER_AGENT_NAME: 'parley',
        FULL_WORKER_PORT: String(port),
        LIVEKIT_URL: stack.livekit.url,
        LIVEKIT_API_KEY: stack.livekit.apiKey,
        LIVEKIT_API_SECRET: stack.livekit.apiSecret,
      },
    });
    await waitUntil(async () => (await fetch(`http://127.0.0.1:${port}`)).ok, {
      within: 30_000,
      what: 'the full worker is registered',
    });
    // LiveKit knows the load from the worker's first report, 2.5 s after it has registered.
    const { code, tookMs, session, told, rooms, seen } = await followToTheEnd();
    expect(tookMs).toBeLessThan(10_000);
    expect(session.state).toBe('failed');
    expect(['no_agent_available', 'agent_never_joined']).toContain(session.end_reason);
    expect(told).toMatchObject({ state: 'failed', reason: session.end_reason });
    expect(code).toBe(1000);
    expect(rooms).toEqual([]);
    expect(seen.size).toBe(3);
  });
});
