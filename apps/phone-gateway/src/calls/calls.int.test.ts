import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPhone, type Phone, type PhoneOptions } from '@parley/rehearsal';
import {
  freePort,
  haveSipp,
  runSipp,
  sippSteps as sipp,
  startLiveKitServer,
  type TestLiveKitServer,
} from '@parley/telephony/testing';
import { RoomServiceClient, SipCallError } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { encodeG711 } from '../media/g711.ts';
import { joinAsGuest, type RoomGuest } from '../testing/room-guest.ts';
import { type GatewayHealth, startTestGateway, type TestGateway } from '../testing/start-test-gateway.ts';
import { amplitudeOf, createTone, joinFrames } from '../testing/tones.ts';

let livekit: TestLiveKitServer;
let gateway: TestGateway;
let rooms: RoomServiceClient;

beforeAll(async () => {
  livekit = await startLiveKitServer();
  gateway = await startTestGateway(livekit, {
    PARLEY_PHONE_MAX_CALLS: '2',
    PARLEY_PHONE_MEDIA_TIMEOUT_S: '2',
  });
  rooms = new RoomServiceClient(livekit.url.replace('ws', 'http'), livekit.apiKey, livekit.apiSecret);
});
afterAll(async () => {
  await gateway?.stop();
  await livekit?.stop();
});

let lastNumber = 15_550_100;
const newNumber = () => `+${++lastNumber}`;
const uriOf = (number: string) => `sip:${number}@127.0.0.1:${gateway.sip.port}`;
const phoneOf = async (options: Partial<PhoneOptions> = {}): Promise<Phone> => {
  const phone = await openPhone({ user: '+15550999', ...options });
  onTestFinished(() => phone.close());
  return phone;
};
const guestIn = async (roomName: string): Promise<RoomGuest> => {
  const guest = await joinAsGuest(livekit, roomName, 'agent');
  onTestFinished(() => guest.leave());
  return guest;
};
/** A number whose calls go into one room. */
const desk = async (trunk: Parameters<typeof gateway.api.createSipInboundTrunk>[2] = {}, pin?: string) => {
  const number = newNumber();
  const room = randomUUID();
  const { sipTrunkId } = await gateway.api.createSipInboundTrunk('in', [number], trunk);
  await gateway.api.createSipDispatchRule(
    { type: 'direct', roomName: room, ...(pin && { pin }) },
    { trunkIds: [sipTrunkId], metadata: 'from the rule', attributes: { tenant: 't1' } },
  );
  return { number, room, trunkId: sipTrunkId };
};
const callers = async (room: string) =>
  (await rooms.listParticipants(room)).filter(({ identity }) => identity.startsWith('sip_'));
const endedBy = async (reason: string, before: GatewayHealth) =>
  expect
    .poll(async () => (await gateway.health()).calls, { timeout: 8_000 })
    .toMatchObject({ running: 0, ended: { [reason]: (before.calls.ended[reason] ?? 0) + 1 } });

describe('a call in', () => {
  it('rings until somebody listens, is heard both ways, and leaves nothing behind', async () => {
    const before = await gateway.health();
    const { number, room, trunkId } = await desk({ headersToAttributes: { 'X-Account': 'account' } });
    const phone = await phoneOf();
    const call = await phone.dial(uriOf(number), { headers: { 'X-Account': '42' } });
    await expect.poll(() => call.progress).toContain(180);
    await expect.poll(async () => (await callers(room).catch(() => [])).length).toBe(1);
    const [ringing] = await callers(room);
    expect(ringing).toMatchObject({ kind: 3, identity: 'sip_+15550999', metadata: 'from the rule' });
    expect(ringing?.attributes).toMatchObject({
      'sip.callStatus': 'ringing',
      'sip.phoneNumber': '+15550999',
      'sip.trunkPhoneNumber': number,
      'sip.trunkID': trunkId,
      tenant: 't1',
      account: '42',
    });

    const guest = await guestIn(room);
    await call.answered;
    await expect.poll(async () => (await callers(room))[0]?.attributes['sip.callStatus']).toBe('active');
    void call.play(createTone(440, 9_000)(8_000 * 4));
    await guest.speak(createTone(660, 9_000, 24_000));
    await expect.poll(() => amplitudeOf(440, joinFrames(guest.heard.slice(-25)))).toBeGreaterThan(2_000);
    await expect.poll(() => amplitudeOf(660, call.heard().slice(-4_000))).toBeGreaterThan(2_000);
    call.press('12#');
    await expect.poll(() => guest.digits.join('')).toBe('12#');
    await guest.press('7');
    await expect.poll(() => call.digits).toBe('7');
    call.hangUp();
    await endedBy('peer-hung-up', before);
    expect(await callers(room)).toEqual([]);
  });

  it('is given up by CANCEL, refused by removal, and ended by the room', async () => {
    const before = await gateway.health();
    const { number, room } = await desk();
    const phone = await phoneOf();
    const first = await phone.dial(uriOf(number));
    await expect.poll(() => first.progress).toContain(180);
    first.cancel();
    await expect(first.answered).rejects.toMatchObject({ status: 487 });
    await endedBy('caller-cancelled', before);

    const second = await phone.dial(uriOf(number));
    await expect.poll(async () => (await callers(room))[0]?.tracks.length).toBe(1);
    await rooms.removeParticipant(room, 'sip_+15550999');
    await expect(second.answered).rejects.toMatchObject({ status: 486 });

    await guestIn(room);
    const third = await phone.dial(uriOf(number));
    await third.answered;
    await rooms.deleteRoom(room);
    expect(await third.ended).toBe('there');
    await endedBy('room-deleted', before);
  });

  it('is refused in time when its room is deleted while it joins, and frees its place at once', async () => {
    const { number, room } = await desk();
    const phone = await phoneOf();
    const asked = performance.now();
    const call = await phone.dial(uriOf(number));
    await expect.poll(async () => (await callers(room).catch(() => [])).length, { interval: 5 }).toBe(1);
    await rooms.deleteRoom(room);
    // What the server cut short while it was under way may look like a room that cannot be reached.
    expect([480, 503]).toContain(await call.answered.catch(({ status }) => status));
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect((await gateway.health()).calls.running).toBe(0);
  });

  it('is refused with the right status', async () => {
    const guarded = await desk({ authUsername: 'desk', authPassword: 'right' });
    const walled = await desk({ allowedAddresses: ['10.0.0.0/8'] });
    const { number, room } = await desk();
    const phone = await phoneOf({ credentials: { username: 'desk', password: 'wrong' } });
    const refusal = async (called: string, options = {}) =>
      (await phone.dial(uriOf(called), options)).answered.then(
        () => 200,
        (error) => error.status,
      );
    expect(await refusal('+19990000')).toBe(404);
    expect(await refusal(walled.number)).toBe(403);
    expect(await refusal(guarded.number)).toBe(403);
    expect(await refusal(number, { codec: '18 G729/8000' })).toBe(488);
    const rightful = await phoneOf({ credentials: { username: 'desk', password: 'right' } });
    await guestIn(guarded.room);
    const call = await rightful.dial(uriOf(guarded.number));
    await call.answered;
    await guestIn(room);
    const second = await phone.dial(uriOf(number));
    await second.answered;
    // How soon, beside calls that run, the bench `phone` measures.
    expect(await refusal(number)).toBe(503);
    second.hangUp();
    call.hangUp();
    await expect.poll(async () => (await gateway.health()).calls.running).toBe(0);
  });

  it('is over when its audio stops, but not on hold', async () => {
    const before = await gateway.health();
    const { number, room } = await desk();
    await guestIn(room);
    const phone = await phoneOf();
    const call = await phone.dial(uriOf(number));
    await call.answered;
    expect(await call.hold()).toBe('recvonly');
    call.audio.stopSending();
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect((await gateway.health()).calls.running).toBe(1);
    expect(await call.resume()).toBe('sendrecv');
    expect(await call.ended).toBe('there');
    await endedBy('media-timeout', before);
  });

  it('asks for the pin, and takes only the right one', async () => {
    const before = await gateway.health();
    const { number, room } = await desk({}, '4711');
    await guestIn(room);
    const phone = await phoneOf();
    const wrong = await phone.dial(uriOf(number));
    await wrong.answered;
    wrong.press('1234#');
    expect(await wrong.ended).toBe('there');
    await endedBy('wrong-pin', before);
    const right = await phone.dial(uriOf(number));
    await right.answered;
    right.press('4711#');
    await expect.poll(async () => (await callers(room)).length, { timeout: 8_000 }).toBe(1);
    right.hangUp();
    await expect.poll(async () => (await gateway.health()).calls.running).toBe(0);
  });
});

describe('a call out', () => {
  const dialOut = async (phone: Pick<Phone, 'port'>, room: string, options = {}) => {
    const trunk = await gateway.api.createSipOutboundTrunk('out', `127.0.0.1:${phone.port}`, ['+15550100'], {
      transport: 1,
    });
    return gateway.api.createSipParticipant(trunk.sipTrunkId, '+15550777', room, {
      participantIdentity: 'callee',
      waitUntilAnswered: true,
      ...options,
    });
  };

  it('is answered, dials its keys, is transferred, and goes on when the transfer is refused', async () => {
    const before = await gateway.health();
    const room = randomUUID();
    const phone = await phoneOf();
    const told = await dialOut(phone, room, { dtmf: 'w12', ringingTimeout: 20 });
    expect(told).toMatchObject({ participantIdentity: 'callee', roomName: room });
    expect(told.participantId).toMatch(/^PA_/);
    const call = await phone.nextCall();
    await expect.poll(() => call.digits, { timeout: 5_000 }).toBe('12');
    const other = await phoneOf({ user: '+15550888', whenCalled: { status: 486 } });
    await expect(gateway.api.transferSipParticipant(room, 'callee', other.uri)).rejects.toMatchObject({
      sipStatusCode: 486,
    });
    expect((await gateway.health()).calls.running).toBe(1);
    other.whenCalled = { answerAfterMs: 0 };
    await gateway.api.transferSipParticipant(room, 'callee', other.uri, { playDialtone: true });
    await endedBy('transferred', before);
    expect(call.transferred).toBeDefined();
  });

  it.skipIf(!haveSipp && !process.env.CI)('lets the room hear what is played while it rings', async () => {
    const room = randomUUID();
    const guest = await guestIn(room);
    const port = await freePort();
    const file = join(gateway.dataDir, 'ringback.ulaw');
    const played = new Uint8Array(8_000);
    encodeG711('PCMU', createTone(440, 9_000)(played.length), played);
    await writeFile(file, played);
    const carrier = runSipp({
      port,
      scenario: [
        sipp.expectRequest('INVITE'),
        sipp.respond('183 Session Progress', { body: true }),
        sipp.play(file),
        // Longer than a call that was answered may be silent.
        sipp.pause(3_500),
        sipp.respond('486 Busy Here'),
        sipp.expectRequest('ACK'),
      ].join('\n'),
    });
    const asked = dialOut({ port }, room, { ringingTimeout: 20 }).catch((error) => error);
    await expect
      .poll(() => amplitudeOf(440, joinFrames(guest.heard.slice(-25))), { timeout: 8_000 })
      .toBeGreaterThan(2_000);
    expect(await asked).toMatchObject({ sipStatusCode: 486 });
    expect((await carrier).code).toBe(0);
  });

  it.each([
    [{ status: 486 }, 486, 'busy'],
    [{ status: 603 }, 603, 'declined'],
    ['no-answer', 408, 'no-answer'],
    ['silent', 408, 'no-answer'],
  ] as const)('tells why nobody answered: %j', async (whenCalled, status, reason) => {
    const before = await gateway.health();
    const phone = await phoneOf({ whenCalled });
    const error = await dialOut(phone, randomUUID(), { ringingTimeout: 1 }).catch((caught) => caught);
    expect(error).toBeInstanceOf(SipCallError);
    expect(error.sipStatusCode).toBe(status);
    await endedBy(reason, before);
  });
});
