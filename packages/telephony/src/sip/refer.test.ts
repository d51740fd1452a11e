import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRefer, type Refer } from './refer.ts';

let server: Server;
let refer: Refer;
let answer: { status: number; body: unknown };
let asked: { url: string | undefined; body: Record<string, unknown> }[];
beforeEach(async () => {
  asked = [];
  server = createServer(async (request, response) => {
    asked.push({ url: request.url, body: JSON.parse(Buffer.concat(await request.toArray()).toString()) });
    response.writeHead(answer.status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  refer = createRefer({
    url: `ws://127.0.0.1:${port}`,
    apiKey: 'key',
    apiSecret: 'a secret of many letters',
  });
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const ask = () => refer({ livekitRoom: 'room', identity: 'sip_1', to: 'tel:+14155550177', ringS: 25 });

it('asks the telephone in the room once, and waits as long as the other may ring', async () => {
  answer = { status: 200, body: {} };
  expect(await ask()).toEqual({ transferred: true });
  expect(asked).toMatchObject([
    {
      url: '/twirp/livekit.SIP/TransferSIPParticipant',
      body: {
        roomName: 'room',
        participantIdentity: 'sip_1',
        transferTo: 'tel:+14155550177',
        ringingTimeout: '25s',
      },
    },
  ]);
});

it.each([
  [486, 'busy'],
  [603, 'declined'],
  [480, 'no_answer'],
  [405, 'unsupported'],
  [501, 'unsupported'],
])('tells %d as %s', async (status, failure) => {
  const meta = { sip_status_code: `${status}`, sip_status: 'Words' };
  answer = { status: 503, body: { code: 'unavailable', msg: 'refused', meta } };
  expect(await ask()).toMatchObject({ transferred: false, failure });
});

it('knows a caller who is gone, and a service that is not there', async () => {
  answer = { status: 404, body: { code: 'not_found', msg: 'participant does not exist' } };
  expect(await ask()).toMatchObject({ transferred: false, failure: 'caller_hung_up' });
  await new Promise((resolve) => server.close(resolve));
  expect(await ask()).toMatchObject({ transferred: false, failure: 'telephony_unavailable' });
});
