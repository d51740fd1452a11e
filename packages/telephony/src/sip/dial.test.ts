import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDial, type Dial } from './dial.ts';

let server: Server;
let dial: Dial;
let answer: { status: number; body: unknown };
/** What the SIP service was asked. */
let asked: { url: string | undefined; body: Record<string, unknown> }[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      asked.push({ url: request.url, body: JSON.parse(text) });
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  dial = createDial({ url: `ws://127.0.0.1:${port}`, apiKey: 'key', apiSecret: 'a secret of many letters' });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const from = '+14155550100';
const to = '+14155550142';
const ring = () =>
  dial({ outboundRef: 'ST_1', livekitRoom: 'room', from, to, callId: 'cal_1', maxDurationS: 660 });

it('rings for 45 s from the number, and tells what the service calls the call', async () => {
  answer = { status: 200, body: { sip_call_id: 'SCL_1', participant_identity: `sip_${to}` } };
  expect(await ring()).toEqual({ answered: true, sipCallRef: 'SCL_1' });
  expect(asked).toHaveLength(1);
  expect(asked[0]?.url).toBe('/twirp/livekit.SIP/CreateSIPParticipant');
  expect(asked[0]?.body).toMatchObject({
    sipTrunkId: 'ST_1',
    sipCallTo: to,
    sipNumber: from,
    roomName: 'room',
    participantIdentity: `sip_${to}`,
    participantAttributes: { 'parley.callID': 'cal_1' },
    waitUntilAnswered: true,
    ringingTimeout: '45s',
    maxCallDuration: '660s',
  });
});

it('asks once, also when the service fails', async () => {
  answer = { status: 503, body: { code: 'unavailable', msg: 'no response from servers' } };
  expect(await ring()).toMatchObject({ answered: false, reason: 'telephony_unavailable', unsure: false });
  expect(asked).toHaveLength(1);
});

it('tells a carrier’s answer as one', async () => {
  const meta = { sip_status_code: '486', sip_status: 'Busy Here' };
  answer = { status: 429, body: { code: 'resource_exhausted', msg: 'busy', meta } };
  expect(await ring()).toMatchObject({ answered: false, reason: 'busy', sipStatus: 486, unsure: false });
});

it('knows a service that is not there', async () => {
  await new Promise((resolve) => server.close(resolve));
  expect(await ring()).toMatchObject({ answered: false, reason: 'telephony_unavailable', unsure: false });
});
