import type { ViewerMessage } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { expectOver } from '../harness/expect-over.ts';
import { groupMembers } from '../harness/group-members.ts';
import { placeCall } from '../harness/place-call.ts';
import { postSession } from '../harness/post-session.ts';
import { sessionInRoom } from '../harness/session-in-room.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { watchSession } from '../harness/watch-session.ts';

describe.skipIf(!canHear)('however a call ends', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ name: 'endings' });
  });
  afterAll(() => stack?.stop());

  const watch = (sessionId: string) =>
    watchSession({ wsUrl: stack.wsUrl, sessionId, key: stack.demo.api_key });
  const workers = () => groupMembers(stack.pid('agent-worker'));

  /** A call in which the caller has said something, and the processes that there were before it. */
  async function callInProgress(scenario: string, room: string) {
    const before = await idleWorkers();
    const call = placeCall(stack, { scenario, room });
    const session = await sessionInRoom(stack, room);
    const viewer = await watch(session.session_id);
    await viewer.until(
      (message) => message.type === 'transcript' && message.speaker === 'caller',
      30_000,
      'the caller is heard',
    );
    return { call, before, viewer, sessionId: session.session_id };
  }

  /** The worker's processes once it is ready for a call: as many as at its start. */
  let idle = 0;
  async function idleWorkers(): Promise<number[]> {
    if (idle === 0) idle = (await workers()).length;
    return waitUntil(
      async () => {
        const now = await workers();
        return now.length === idle && now;
      },
      { within: 20_000, what: 'the worker is idle' },
    );
  }

  /** The job's process has ended: of those from before the call one is gone, and none is too many. */
  async function expectJobGone(before: number[], since: number, withinMs: number) {
    await waitUntil(
      async () => {
        const now = await workers();
        return before.some((pid) => !now.includes(pid));
      },
      { within: Math.max(0, withinMs - (performance.now() - since)), what: 'the job’s process has ended' },
    );
    await idleWorkers();
  }

  test('DELETE: ended as stopped within 5 s, room and process gone, viewers told, the caller put out', async () => {
    const { call, before, viewer, sessionId } = await callInProgress('leaking-sink', 'to-delete');
    const since = performance.now();
    const answer = await callApi(stack.url, `/session/${sessionId}`, {
      method: 'DELETE',
      key: stack.demo.api_key,
    });
    expect(answer.json).toEqual({ stopped: true });
    await expectOver(stack, {
      sessionId,
      viewer,
      state: 'ended',
      reasons: ['stopped'],
      since,
      withinMs: 5000,
    });
    await expectJobGone(before, since, 5000);
    expect((await call.report).left_by).toBe('agent');
  });

  test('the caller hangs up in mid-sentence: ended as caller_hung_up within 5 s, room and process gone', async () => {
    const before = await idleWorkers();
    const call = placeCall(stack, { scenario: 'hangs-up-mid-sentence', room: 'to-leave' });
    const { session_id: sessionId } = await sessionInRoom(stack, 'to-leave');
    const viewer = await watch(sessionId);
    const isOver = (message: ViewerMessage) => message.type === 'session_state' && message.state === 'ended';
    await viewer.until(isOver, 60_000, 'the end of the call');
    const told = performance.now();
    await expectOver(stack, {
      sessionId,
      viewer,
      state: 'ended',
      reasons: ['caller_hung_up'],
      since: told,
      withinMs: 5000,
    });
    await expectJobGone(before, told, 5000);
    const gone = performance.now();
    const report = await call.report;
    expect(report.failures).toEqual([]);
    // The caller measures from its leaving to the moment at which it, like the viewer, is told.
    const left = told - (report.end?.after_ms ?? Number.POSITIVE_INFINITY);
    expect(gone - left).toBeLessThan(5000);
    expect(report.ticket).toBeNull();
  });

  test('the worker is killed with -9 before joining: failed within 10 s, room gone, no process left', async () => {
    const pid = stack.pid('agent-worker');
    const jobs = (await groupMembers(pid)).filter((member) => member !== pid);
    // Else the agent, whose process has only to join, is there before the worker can be killed.
    for (const job of jobs) process.kill(job, 'SIGSTOP');
    const { sessionId, room } = await postSession(stack.url, stack.demo.api_key);
    const since = performance.now();
    await waitUntil(async () => (await stack.log('agent-worker')).includes(sessionId), {
      within: 5000,
      what: `the worker is offered the job of ${room}`,
      every: 5,
    });
    await stack.services.kill('agent-worker', 'SIGKILL');
    for (const job of jobs) process.kill(job, 'SIGCONT');
    const viewer = await watch(sessionId);
    const reasons = ['agent_never_joined' as const, 'no_agent_available' as const];
    await expectOver(stack, { sessionId, viewer, state: 'failed', reasons, since, withinMs: 10_000 });
    await waitUntil(async () => (await groupMembers(pid)).length === 0, {
      within: Math.max(0, 10_000 - (performance.now() - since)),
      what: 'no process of the killed worker is left',
    });
    await stack.services.restart('agent-worker');
  });
});
