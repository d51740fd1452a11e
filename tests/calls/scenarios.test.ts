import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { expectOver } from '../harness/expect-over.ts';
import { ownScenario } from '../harness/own-scenario.ts';
import { placeCall } from '../harness/place-call.ts';
import { sessionInRoom } from '../harness/session-in-room.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { watchSession } from '../harness/watch-session.ts';

describe.skipIf(!canHear)('scripted callers', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ name: 'scenarios', workerEnv: { PARLEY_WORKER_IDLE_PROCESSES: '2' } });
  });
  afterAll(() => stack?.stop());

  const sessionOf = async (sessionId: string) =>
    (await callApi(stack.url, `/sessions/${sessionId}`, { key: stack.demo.api_key })).json;

  test('a caller who interrupts: the agent falls silent, listens, and the transcript is cut there', async () => {
    const report = await placeCall(stack, { scenario: 'interrupts', room: 'interrupts' }).report;
    expect(report.failures).toEqual([]);
    expect(await sessionOf(report.session_id)).toMatchObject({ state: 'ended', end_reason: 'agent_hung_up' });
  }, 120_000);

  test('a prompt of the session’s own takes the place of the agent’s', async () => {
    const report = await placeCall(stack, { scenario: ownScenario('own-prompt'), room: 'own-prompt' }).report;
    expect(report.failures).toEqual([]);
    const spoken = report.printed.filter(({ speaker }) => speaker === 'agent').map(({ text }) => text);
    expect(spoken.join(' ')).toContain('The circus is closed today');
  }, 60_000);

  // Side by side: hardly a word is spoken in any of them.
  describe.concurrent('callers of few words', () => {
    test('one who stays silent is asked twice, and taken leave of', async () => {
      const report = await placeCall(stack, { scenario: 'stays-silent', room: 'silent' }).report;
      expect(report.failures).toEqual([]);
      expect(report.left_by).toBe('agent');
      expect(report.printed.filter(({ text }) => /still there/i.test(text))).toHaveLength(2);
      expect(await sessionOf(report.session_id)).toMatchObject({
        state: 'ended',
        end_reason: 'caller_idle',
        ticket_id: null,
      });
    }, 150_000);

    test('one whose machine dies: the session ends as soon as LiveKit gives the caller up', async () => {
      const call = placeCall(stack, { scenario: 'stays-silent', room: 'dies' });
      const { session_id: sessionId } = await sessionInRoom(stack, 'dies');
      const viewer = await watchSession({ wsUrl: stack.wsUrl, sessionId, key: stack.demo.api_key });
      const greeted = (message: { type: string }) => message.type === 'speech_stopped';
      await viewer.until(greeted, 30_000, 'the agent’s greeting');
      call.process.kill('SIGKILL');
      const since = performance.now();
      await expectOver(stack, {
        sessionId,
        viewer,
        state: 'ended',
        reasons: ['caller_hung_up'],
        since,
        withinMs: 30_000,
      });
    }, 90_000);
  });
});
