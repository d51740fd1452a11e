import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startLiveKitServer, type TestLiveKitServer } from '@parley/telephony/testing';
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { joinAsGuest } from '../testing/room-guest.ts';
import { startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';

let livekit: TestLiveKitServer;
let gateway: TestGateway;
let rooms: RoomServiceClient;

beforeAll(async () => {
  livekit = await startLiveKitServer();
  gateway = await startTestGateway(livekit);
  rooms = new RoomServiceClient(livekit.url.replace('ws', 'http'), livekit.apiKey, livekit.apiSecret);
});
afterAll(async () => {
  await gateway?.stop();
  await livekit?.stop();
});

it('answers a call by sipp once somebody in the room listens', async () => {
  const trunk = await gateway.api.createSipInboundTrunk('in', ['+15550100']);
  await gateway.api.createSipDispatchRule(
    { type: 'direct', roomName: 'desk' },
    { trunkIds: [trunk.sipTrunkId] },
  );
  const guest = await joinAsGuest(livekit, 'desk', 'agent');
  onTestFinished(() => guest.leave());
  const sipp = spawn(
    'sipp',
    [
      '-sn',
      'uac',
      '-s',
      '+15550100',
      '-m',
      '1',
      '-d',
      '1000',
      '-i',
      '127.0.0.1',
      '-timeout',
      '20s',
      `127.0.0.1:${gateway.sip.port}`,
    ],
    { stdio: 'ignore' },
  );
  const [code] = await once(sipp, 'exit');
  expect(code).toBe(0);
  await expect
    .poll(async () => (await gateway.health()).calls)
    .toMatchObject({ running: 0, ended: { 'peer-hung-up': 1 } });
  expect((await rooms.listParticipants('desk')).map(({ identity }) => identity)).toEqual(['agent']);
});
