import type { SessionDetails, ViewerMessage } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { jobsOf } from '../harness/jobs-of.ts';
import { placeCall } from '../harness/place-call.ts';
import { sessionInRoom } from '../harness/session-in-room.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';
import { watchSession } from '../harness/watch-session.ts';

describe.skipIf(!canHear)('the process of a call', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ name: 'job-killed', workerEnv: { PARLEY_WORKER_DRAIN_S: '90' } });
  });
  afterAll(() => stack?.stop());

  test('killed while it thinks, and stuck while it speaks: the call goes on to its one ticket, greeted once', async () => {
    const call = placeCall(stack, { scenario: 'leaking-sink', room: 'sink' });
    const { session_id: sessionId } = await sessionInRoom(stack, 'sink');
    const viewer = await watchSession({ wsUrl: stack.wsUrl, sessionId, key: stack.demo.api_key });
    const job = (index: number) =>
      waitUntil(async () => (await jobsOf(stack, sessionId))[index], {
        within: 30_000,
        what: `job ${index} of the call`,
      });
    const isSaid = (message: ViewerMessage) =>
      message.type === 'transcript' && message.speaker === 'caller' && message.final;

    const first = await job(0);
    await viewer.until(isSaid, 40_000, 'the caller’s first words');
    process.kill(first, 'SIGKILL');

    const second = await job(1);
    const since = viewer.messages.at(-1)?.seq ?? 0;
    const speaks = (message: ViewerMessage) =>
      message.seq > since && message.type === 'speech_started' && message.speaker === 'agent';
    const answer = await viewer.until(speaks, 30_000, 'the next one speaks');
    const replies = (message: ViewerMessage) =>
      message.seq > answer.seq && message.type === 'speech_started' && message.speaker === 'agent';
    await viewer.until(replies, 60_000, 'it speaks again');
    // To the kernel it is there, and to LiveKit: only its worker notices.
    process.kill(second, 'SIGSTOP');
    await job(2);

    const report = await call.report;
    expect(report.failures).toEqual([]);
    expect(report.end).toMatchObject({ state: 'ended', reason: 'agent_hung_up' });
    const { json } = await callApi(stack.url, `/api/v1/sessions/${sessionId}`, { key: stack.demo.api_key });
    const { turns, tools, errors } = json as SessionDetails;
    expect(turns[0]?.speaker).toBe('agent');
    expect(turns.filter(({ text }) => text === turns[0]?.text)).toHaveLength(1);
    const written = tools.filter(({ name, status }) => name === 'create_ticket' && status === 'succeeded');
    expect(written).toHaveLength(1);
    // Every turn that was ever shown as final is there, and of what the first job was told nothing was asked again.
    const shown = viewer.of('transcript').filter(({ final }) => final);
    expect(turns.map(({ segment_id }) => segment_id)).toEqual(
      expect.arrayContaining(shown.map(({ segment_id }) => segment_id)),
    );
    expect(report.said.filter(({ text }) => /sink is leaking/.test(text))).toHaveLength(1);
    expect(errors.filter(({ message }) => /was lost/.test(message))).toHaveLength(2);
  }, 240_000);

  test('whose worker is asked to stop: it is let finish, nobody takes its place, and only then the worker ends', async () => {
    const call = placeCall(stack, { scenario: 'pets', room: 'pets' });
    const { session_id: sessionId } = await sessionInRoom(stack, 'pets');
    await waitUntil(async () => (await jobsOf(stack, sessionId))[0], {
      within: 30_000,
      what: 'the call has begun',
    });
    const stopped = stack.services.kill('agent-worker', 'SIGTERM');
    const report = await call.report;
    expect(report.failures).toEqual([]);
    await stopped;
    expect(await jobsOf(stack, sessionId)).toHaveLength(1);
    const { json } = await callApi(stack.url, `/api/v1/sessions/${sessionId}`, { key: stack.demo.api_key });
    expect((json as SessionDetails).errors).toEqual([]);
  }, 180_000);
});
