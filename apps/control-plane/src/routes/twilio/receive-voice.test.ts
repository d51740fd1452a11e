import { type StreamTicket, streamTicketParameter } from '@parley/contracts';
import { createNumber, createTrunk, listCalls, putSecret } from '@parley/core';
import { newSid, readTwiml, signTwilioRequest } from '@parley/rehearsal/twilio';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../jobs/supervisor-context.ts';
import { testLiveKitKeys } from '../../testing/create-test-dependencies.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

const accountSid = newSid('AC');
const authToken = newSid('');
const publicUrl = 'https://parley.example.com';
const streamNumber = '+12025550111';
const sipNumber = '+12025550112';
let app: TestApp;
let path: string;

beforeAll(async () => {
  app = await startTestApp({
    env: {
      PARLEY_PUBLIC_URL: publicUrl,
      PARLEY_PHONE_PUBLIC_URL: 'wss://phone.example.com',
      PARLEY_SIP_ADDRESS: 'sip.example.com:5060',
    },
  });
  const { demo, vault } = app;
  path = `/twilio/voice/${demo.tenantId}`;
  const ctx = system();
  await putSecret({ ctx, vault, input: { provider: 'twilio', value: `${accountSid}:${authToken}` } });
  const stream = await createTrunk({
    ctx,
    vault,
    input: { name: 'Stream', outbound: { address: 'nowhere.example.com' } },
  });
  const inbound = { username: 'desk', password: 'a "good" <secret>' };
  const sip = await createTrunk({ ctx, vault, input: { name: 'SIP', inbound } });
  const agent_id = demo.agentId;
  await createNumber({ ctx, input: { number: streamNumber, trunk_id: stream.trunk_id, agent_id } });
  await createNumber({ ctx, input: { number: sipNumber, trunk_id: sip.trunk_id, agent_id } });
});
afterAll(() => app?.close());

const system = () => systemContext({ ...app, db: app.database.db }, app.demo.tenantId);

interface Asking {
  form?: Record<string, string>;
  token?: string;
  signedFor?: string;
  at?: string;
  signature?: string;
}
/** Twilio asks what to do with a call. */
const ask = ({ form = {}, token = authToken, signedFor, at = path, signature }: Asking = {}) => {
  const params = {
    AccountSid: accountSid,
    CallSid: newSid('CA'),
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: '+15550142',
    To: streamNumber,
    ...form,
  };
  const signed = signature ?? signTwilioRequest(token, signedFor ?? publicUrl + at, params);
  return app.call(`POST ${at}`, {
    body: new URLSearchParams(params).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signed },
  });
};
const verbsOf = async (asking?: Asking) => {
  const answer = await ask(asking);
  expect([answer.status, answer.contentType]).toEqual([200, 'text/xml; charset=utf-8']);
  return readTwiml(answer.text);
};
const claimsOf = async (token: string) => {
  const key = new TextEncoder().encode(testLiveKitKeys.apiSecret);
  const { payload } = await jwtVerify(token, key, { issuer: testLiveKitKeys.apiKey });
  return payload as { video?: unknown; stream: StreamTicket };
};
const ticketIn = async (asking: Asking) =>
  (await claimsOf(/value="([^"]+)"/.exec((await ask(asking)).text)?.[1] ?? '')).stream;
const callsTo = async (to: string) =>
  (await listCalls({ ctx: system(), input: { limit: 50 } })).calls.filter((call) => call.to === to);

describe('a call that Twilio asks about', () => {
  it('goes to the phone gateway, with a ticket for this call alone', async () => {
    const CallSid = newSid('CA');
    const [connect] = await verbsOf({ form: { CallSid } });
    const [stream] = connect?.children ?? [];
    expect(stream?.attributes).toEqual({ url: 'wss://phone.example.com/twilio/stream' });
    const { name, value = '' } = stream?.children[0]?.attributes ?? {};
    expect(name).toBe(streamTicketParameter);
    const claims = await claimsOf(value);
    expect(claims).toMatchObject({
      stream: {
        direction: 'inbound',
        call_sid: CallSid,
        room: `${app.demo.tenantId}.phone_+15550142_${CallSid}`,
        identity: 'sip_+15550142',
        attributes: { 'sip.phoneNumber': '+15550142', 'sip.trunkPhoneNumber': streamNumber },
      },
    });
    expect(claims.video).toBeUndefined();
    // Asked again it goes to the same room: it is one call.
    expect((await ticketIn({ form: { CallSid } })).room).toBe(
      `${app.demo.tenantId}.phone_+15550142_${CallSid}`,
    );
  });

  it('does not tell who hides the number', async () => {
    const ticket = await ticketIn({ form: { From: '+266696687' } });
    expect(ticket).toMatchObject({ identity: 'sip_anonymous', name: 'Phone anonymous' });
    expect(ticket.attributes['sip.phoneNumber']).toBeUndefined();
  });

  it('goes to the SIP service where the number’s trunk takes calls in by SIP', async () => {
    const [dial] = await verbsOf({ form: { To: sipNumber } });
    expect(dial).toMatchObject({
      name: 'Dial',
      children: [
        {
          name: 'Sip',
          text: `sip:${sipNumber}@sip.example.com:5060`,
          attributes: { username: 'desk', password: 'a "good" <secret>' },
        },
      ],
    });
  });

  it.each([
    ['to a number that nobody answers', '+12025550999'],
    ['to what is no number', 'sip:x@example.com'],
  ])('%s is rejected, and on record once', async (_, To) => {
    const form = { To, CallSid: newSid('CA') };
    expect(await verbsOf({ form })).toMatchObject([{ name: 'Reject', attributes: { reason: 'rejected' } }]);
    expect(await callsTo(To)).toMatchObject([{ state: 'ended', end_reason: 'number_not_routed' }]);
    // The question is repeated: it is over.
    expect(await verbsOf({ form })).toMatchObject([{ name: 'Hangup' }]);
    expect(await callsTo(To)).toHaveLength(1);
  });
});

describe('what is not signed as it should be is refused', () => {
  const other = '/twilio/voice/ten_00000000000000000000000000000000';
  it.each<[string, Asking]>([
    ['without a signature', { signature: '' }],
    ['signed by another account', { token: newSid('') }],
    ['signed for another address of ours', { signedFor: 'http://127.0.0.1:8080/twilio/voice' }],
    ['for a tenant that there is not', { at: other }],
    ['for what is no tenant', { at: '/twilio/voice/x' }],
  ])('%s', async (_, asking) => {
    expect(await ask(asking)).toMatchObject({ status: 403, json: { code: 'FORBIDDEN' } });
  });

  it('for a tenant that has no account at Twilio, the same', async () => {
    const at = `/twilio/voice/${app.demo.otherTenantId}`;
    expect(await ask({ at })).toMatchObject({ status: 403 });
  });

  it('as anything but a form', async () => {
    const headers = { 'content-type': 'application/json' };
    expect(await app.call(`POST ${path}`, { body: '{}', headers })).toMatchObject({ status: 415 });
  });
});
