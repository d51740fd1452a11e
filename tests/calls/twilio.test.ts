import type { Call } from '@parley/contracts';
import { speechSpans } from '@parley/rehearsal';
import {
  type MediaStream,
  type SimulatedCall,
  startTwilio,
  type TwilioSimulator,
} from '@parley/rehearsal/twilio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiRequest, callApi } from '../harness/call-api.ts';
import { livekitAdmin } from '../harness/livekit-admin.ts';
import { type Stack, startStack } from '../harness/start-stack.ts';
import { waitUntil } from '../harness/wait-until.ts';

const line = '+14155550100';
const caller = '+15550142';

describe('a number at Twilio without a SIP trunk', () => {
  let stack: Stack;
  let twilio: TwilioSimulator;
  beforeAll(async () => {
    twilio = await startTwilio();
    stack = await startStack({
      name: 'twilio',
      parts: ['simulators', 'agent-worker', 'phone-gateway'],
      controlPlaneEnv: { PARLEY_TWILIO_API_URL: twilio.url, PARLEY_TWILIO_TRUNKING_URL: twilio.url },
    });
    const { tenant_id: tenant, agent_id } = stack.demo;
    const { accountSid, authToken } = twilio.state;
    twilio.state.own(line, {
      voiceUrl: `${stack.url}/twilio/voice/${tenant}`,
      statusCallback: `${stack.url}/twilio/status/${tenant}`,
    });
    await api('/api/v1/secrets/twilio', { method: 'PUT', body: { value: `${accountSid}:${authToken}` } });
    const trunk = await api('/api/v1/carriers/twilio/trunks', {
      method: 'POST',
      body: { connect: 'stream' },
    });
    const number = { number: line, trunk_id: trunk.json.trunk_id, agent_id };
    expect((await api('/api/v1/numbers', { method: 'POST', body: number })).status).toBe(201);
  });
  afterAll(async () => {
    await twilio?.close();
    await stack?.stop();
  });

  const api = (path: string, more: ApiRequest = {}) =>
    callApi(stack.url, path, { key: stack.demo.api_key, ...more });
  const newestCall = async (): Promise<Call> => (await api('/api/v1/calls?limit=1')).json.calls[0];
  const isGreeted = (stream: MediaStream) =>
    waitUntil(
      async () =>
        speechSpans(stream.heard(), 8_000).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0) >
        1_500,
      { within: 20_000, what: 'the greeting is heard' },
    );
  const isOver = async (reason: string) => {
    const over = async () => {
      const call = await newestCall();
      return call.state === 'ended' && call;
    };
    const call = await waitUntil(over, { within: 8_000, what: 'the call is over' });
    expect(call).toMatchObject({ end_reason: reason });
    const empty = async () => (await livekitAdmin(stack.livekit).roomNames()).length === 0;
    await waitUntil(empty, { within: 8_000, what: 'no room is left' });
  };

  test('is rung, answered by its agent, and hung up', async () => {
    const call = twilio.callIn({ from: caller, to: line });
    await isGreeted(await call.stream);
    expect(await newestCall()).toMatchObject({
      direction: 'inbound',
      state: 'active',
      from: caller,
      to: line,
    });
    await call.hangUp();
    await isOver('caller_hung_up');
    expect(call.errors).toEqual([]);
  });

  test('calls out by Twilio, and its agent hangs up when it is told to', async () => {
    const to = '+15550177';
    const body = { to, agent_id: stack.demo.agent_id, from_number_id: (await numbers())[line] };
    const asked = await api('/api/v1/calls', { method: 'POST', body });
    expect(asked.status).toBe(201);
    const find = async () =>
      [...twilio.state.calls.values()].find((call): call is SimulatedCall => call.to === to);
    const call = await waitUntil(find, { within: 20_000, what: 'Twilio is asked to ring' });
    await isGreeted(await call.stream);
    expect(await newestCall()).toMatchObject({ direction: 'outbound', state: 'active', from: line, to });
    await api(`/api/v1/calls/${asked.json.call_id}/hang-up`, { method: 'POST' });
    expect(await call.ended).toBe('completed');
    await isOver('stopped');
  });

  const numbers = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await api('/api/v1/numbers')).json.numbers.map((each: { number: string; number_id: string }) => [
        each.number,
        each.number_id,
      ]),
    );
});
