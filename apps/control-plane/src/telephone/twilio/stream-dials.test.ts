import { newId } from '@parley/contracts';
import { findDial, getCall, putDialPolicy, putSecret, requestCall, setUpCarrierTrunk } from '@parley/core';
import { phoneNumbers, withTenant } from '@parley/db';
import { newSid, signTwilioRequest, startTwilio, type TwilioSimulator } from '@parley/rehearsal/twilio';
import { type DialResult, ringingTimeoutS } from '@parley/telephony';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { Dialer } from '../dialer.ts';
import { dialerTimings } from '../dialer-context.ts';

const from = '+14155550100';
let app: TestApp;
let twilio: TwilioSimulator;
let publicUrl: string;
let numbers = 0;

beforeAll(async () => {
  twilio = await startTwilio();
  twilio.state.own(from);
  publicUrl = 'http://parley.invalid';
  app = await startTestApp({
    env: {
      PARLEY_PUBLIC_URL: publicUrl,
      PARLEY_PHONE_PUBLIC_URL: 'ws://127.0.0.1:9',
      PARLEY_TWILIO_API_URL: twilio.url,
      PARLEY_TWILIO_TRUNKING_URL: twilio.url,
    },
  });
  const { state } = twilio;
  const value = `${state.accountSid}:${state.authToken}`;
  await putSecret({ ctx: system(), vault: app.vault, input: { provider: 'twilio', value } });
});
afterAll(async () => {
  await app?.close();
  await twilio?.close();
});

const system = () => systemContext({ ...app, db: app.database.db }, app.demo.tenantId);
const newNumber = () => `+1415555${2000 + ++numbers}`;

interface Dialling {
  to?: string;
  signal?: AbortSignal;
}
/** One dial; the statuses that Twilio posts get lost here, so that it has to be asked. */
const dial = ({ to = newNumber(), signal = new AbortController().signal }: Dialling = {}) => {
  const key = { tenantId: app.demo.tenantId, callId: newId('call') };
  const told: string[] = [];
  const started = Promise.withResolvers<string>();
  const result = app.streamDials.dial({
    ...key,
    livekitRoom: 'room',
    from,
    to,
    maxDurationS: 600,
    signal,
    onStarted: async (callSid) => {
      told.push('dialing');
      started.resolve(callSid);
    },
    onRinging: async () => void told.push('ringing'),
  });
  return { key, to, told, started: started.promise, result };
};

describe('a dial by Twilio’s API', () => {
  it('asks for a stream with a ticket, and is answered as soon as Twilio says so', async () => {
    twilio.whenCalled('+14155559001', { answerAfterMs: 60_000 });
    const { key, told, started, result, to } = dial({ to: '+14155559001' });
    const callSid = await started;
    const { form } = twilio.seen.find(({ request }) => request.endsWith('/Calls.json')) ?? {};
    expect(form).toMatchObject({
      From: from,
      To: to,
      Timeout: `${ringingTimeoutS}`,
      TimeLimit: '600',
      StatusCallback: `${publicUrl}/twilio/status/${key.tenantId}?call=${key.callId}`,
      StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      Twiml: expect.stringContaining('<Stream url="ws://127.0.0.1:9/twilio/stream">'),
    });
    expect(form).not.toHaveProperty('MachineDetection');
    expect(app.streamDials.told({ ...key, tenantId: app.demo.otherTenantId }, 'answered')).toBe(false);
    // Out of order: the ringing comes late, and changes nothing.
    for (const progress of ['answered', 'ringing'] as const) app.streamDials.told(key, progress);
    expect(await result).toEqual({ answered: true, sipCallRef: callSid });
    expect(told).toEqual(['dialing']);
  });

  it.each([
    ['busy', 'busy'],
    [{ failed: 404 }, 'unreachable'],
  ] as const)('that is %j ends so, found out by asking', async (behaviour, reason) => {
    const to = newNumber();
    twilio.whenCalled(to, behaviour);
    expect(await dial({ to }).result).toMatchObject({ answered: false, reason, unsure: false });
  });

  it('that is called off stops the ringing', async () => {
    const to = newNumber();
    twilio.whenCalled(to, 'no-answer');
    const off = new AbortController();
    const { started, result } = dial({ to, signal: off.signal });
    const callSid = await started;
    off.abort();
    expect(await result).toMatchObject({ answered: false });
    expect(twilio.state.calls.get(callSid)?.status).toBe('canceled');
  });

  it.each<[string, () => void, Partial<DialResult>]>([
    [
      'to a country that the account may not call',
      () => twilio.state.forbiddenPrefixes.push('+1415555'),
      { reason: 'blocked' },
    ],
    [
      'while Twilio is asked too often',
      () => twilio.faults.add({ on: 'POST', fault: 429, times: 1 }),
      { reason: 'telephony_unavailable', unsure: false },
    ],
    [
      'while Twilio fails',
      () => twilio.faults.add({ on: 'POST', fault: 500, times: 1 }),
      { reason: 'telephony_unavailable', unsure: true },
    ],
  ])('%s is told in words', async (_, prepare, expected) => {
    prepare();
    const result = await dial().result;
    twilio.state.forbiddenPrefixes.length = 0;
    expect(result).toMatchObject({ answered: false, detail: expect.stringMatching(/Twilio/), ...expected });
  });
});

/** A call out that the dialer of another process has claimed and dialled: only the books know of it. */
async function orphan() {
  const ctx = system();
  const trunk = await setUpCarrierTrunk({
    ctx,
    vault: app.vault,
    carrier: app.carrier,
    sip: undefined,
    input: { connect: 'stream' },
  });
  const numberId = newId('phoneNumber');
  const number = newNumber();
  await withTenant(app.database.db, app.demo.tenantId, (tx) =>
    tx.insert(phoneNumbers).values({
      id: numberId,
      tenantId: app.demo.tenantId,
      number,
      trunkId: trunk.trunk_id as never,
      agentId: app.demo.agentId,
      createdAt: new Date(),
      updatedAt: new Date(),
    }),
  );
  const to = newNumber();
  await putDialPolicy({ ctx, input: { test_numbers: [to], calls_per_second: 1_000, concurrency: 1_000 } });
  const input = { to, agent_id: app.demo.agentId, from_number_id: numberId };
  const { call_id: callId } = await requestCall({ ctx, input });
  const dialer = new Dialer({
    ...app,
    db: app.database.db,
    dial: () => new Promise(() => {}),
    streamDials: { dial: () => new Promise(() => {}), resume: () => new Promise(() => {}) },
    limits: { mostCalls: 100, callsPerSecond: 1_000, rates: { rates: [], otherwise: 0 } },
    timings: dialerTimings,
  });
  await dialer.claimDue();
  await dialer.stop();
  return callId;
}

describe('a status of Twilio’s', () => {
  const post = (callId: string, form: Record<string, string>, tenantId = app.demo.tenantId) => {
    const at = `/twilio/status/${tenantId}?call=${callId}`;
    const params = { AccountSid: twilio.state.accountSid, CallSid: newSid('CA'), ...form };
    return app.call(`POST ${at}`, {
      body: new URLSearchParams(params).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signTwilioRequest(twilio.state.authToken, publicUrl + at, params),
      },
    });
  };
  const stateOf = async (callId: Awaited<ReturnType<typeof orphan>>) => {
    const { state, end_reason } = await getCall({ ctx: system(), callId });
    return [state, end_reason];
  };

  it('moves a call on that nobody here waits for, in any order and any number of times', async () => {
    const callId = await orphan();
    expect(await findDial({ ctx: system(), callId })).toMatchObject({ state: 'dialing', byStream: true });
    for (const CallStatus of ['initiated', 'ringing', 'ringing']) await post(callId, { CallStatus });
    expect(await stateOf(callId)).toEqual(['ringing', null]);
    await post(callId, { CallStatus: 'in-progress' });
    expect(await stateOf(callId)).toEqual(['active', null]);
    for (const CallStatus of ['ringing', 'busy', 'no-answer', 'initiated'])
      await post(callId, { CallStatus });
    expect(await stateOf(callId)).toEqual(['active', null]);
  });

  it.each([
    [{ CallStatus: 'busy' }, 'busy'],
    [{ CallStatus: 'no-answer' }, 'no_answer'],
    [{ CallStatus: 'failed', SipResponseCode: '404' }, 'invalid_number'],
    [{ CallStatus: 'failed' }, 'unreachable'],
    [{ CallStatus: 'canceled' }, 'no_answer'],
  ])('%j ends it as %s', async (form, reason) => {
    const callId = await orphan();
    expect((await post(callId, form)).status).toBe(204);
    expect(await stateOf(callId)).toEqual(['ended', reason]);
    // What comes late does not bring it back.
    await post(callId, { CallStatus: 'in-progress' });
    expect(await stateOf(callId)).toEqual(['ended', reason]);
  });

  it('that is not signed, or of an unknown call or kind, changes nothing', async () => {
    const callId = await orphan();
    const unsigned = await app.call(`POST /twilio/status/${app.demo.tenantId}?call=${callId}`, {
      body: 'CallStatus=busy',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(unsigned.status).toBe(403);
    expect((await post(callId, { CallStatus: 'unheard-of' })).status).toBe(204);
    expect((await post(newId('call'), { CallStatus: 'busy' })).status).toBe(204);
    expect((await post('x', { CallStatus: 'busy' })).status).toBe(204);
    expect(await stateOf(callId)).toEqual(['dialing', null]);
  });
});
