import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { placeCall } from '../harness/place-call.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';

describe.skipIf(!canHear)('scripted callers', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ name: 'scenarios' });
  });
  afterAll(() => stack?.stop());

  test.each([
    { scenario: 'office-hours', reason: 'agent_hung_up', leftBy: 'agent' },
    { scenario: 'interrupts', reason: 'agent_hung_up', leftBy: 'agent' },
    { scenario: 'stays-silent', reason: 'caller_idle', leftBy: 'agent' },
  ])(
    '$scenario: goes as written, and the session ends as $reason',
    async ({ scenario, reason, leftBy }) => {
      const report = await placeCall(stack, { scenario, room: scenario }).report;
      expect(report.failures).toEqual([]);
      expect(report.left_by).toBe(leftBy);
      const { json } = await callApi(stack.url, `/sessions/${report.session_id}`, {
        key: stack.demo.api_key,
      });
      expect(json).toMatchObject({ state: 'ended', end_reason: reason, ticket_id: null });
    },
    150_000,
  );

  test('a prompt of the session’s own takes the place of the agent’s', async () => {
    const scenario = new URL('./scenarios/own-prompt.yaml', import.meta.url).pathname;
    const report = await placeCall(stack, { scenario, room: 'own-prompt' }).report;
    expect(report.failures).toEqual([]);
    const spoken = report.printed.filter(({ speaker }) => speaker === 'agent').map(({ text }) => text);
    expect(spoken.join(' ')).toContain('The circus is closed today');
  }, 60_000);
});
