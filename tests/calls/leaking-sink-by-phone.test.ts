import type { Call, Transcript } from '@parley/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callApi } from '../harness/call-api.ts';
import { canHear } from '../harness/can-hear.ts';
import { type CallReport, placeCall } from '../harness/place-call.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';

describe.skipIf(!canHear)('a leaking sink, told by telephone', () => {
  let stack: Stack;
  let report: CallReport;
  let transcript: Transcript;
  beforeAll(async () => {
    stack = await startStack({
      name: 'sink-by-phone',
      parts: ['simulators', 'agent-worker', 'phone-gateway'],
    });
    const phone = `sip:+15550100@${stack.sip}`;
    report = await placeCall(stack, { scenario: 'leaking-sink', room: 'phone', phone }).report;
    transcript = (await api(`/transcripts/${report.session_id}`)).json;
  }, 240_000);
  afterAll(() => stack?.stop());
  const api = (path: string) => callApi(stack.url, path, { key: stack.demo.api_key });

  test('went as the scenario expects, to the agent’s hanging up', () => {
    expect(report.failures).toEqual([]);
    expect(report.end).toMatchObject({ state: 'ended', reason: 'agent_hung_up' });
  });

  test('left a ticket with what the caller said', () => {
    const { ticket } = transcript;
    expect(ticket?.name.toLowerCase()).toBe('john smith');
    expect(ticket?.phone.replace(/\D/g, '')).toBe('5550142');
    expect(ticket?.property.toLowerCase()).toBe('12 oak street');
    expect(ticket?.reason.toLowerCase()).toContain('kitchen sink is leaking');
  });

  test('the agent was heard in the telephone’s own audio, and the caller’s number is on the call', async () => {
    expect(report.heard.length).toBeGreaterThan(4);
    expect(report.accuracy.agent).toBeGreaterThanOrEqual(0.6);
    const { json } = await api('/api/v1/calls?limit=1');
    const [call] = json.calls as Call[];
    expect(call).toMatchObject({
      session_id: report.session_id,
      state: 'ended',
      end_reason: 'agent_hung_up',
      from: expect.stringMatching(/^\+1555\d{7}$/),
      to: '+15550100',
    });
    const session = await api(`/api/v1/sessions/${report.session_id}`);
    expect(session.json.call).toEqual({
      call_id: call?.call_id,
      direction: 'inbound',
      from: call?.from,
      to: '+15550100',
    });
  });
});
