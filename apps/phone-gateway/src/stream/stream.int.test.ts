import { randomUUID } from 'node:crypto';
import { type StreamTicket, streamPath, streamTicketParameter } from '@parley/contracts';
import { MediaStream } from '@parley/rehearsal/twilio';
import { startLiveKitServer, type TestLiveKitServer } from '@parley/telephony/testing';
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { frequenciesOf } from '../media/dtmf-tones.ts';
import { joinAsGuest, type RoomGuest } from '../testing/room-guest.ts';
import { signTicket } from '../testing/sign-ticket.ts';
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

interface Ringing {
  ticket?: Partial<StreamTicket>;
  callSid?: string;
  token?: string;
}

/** Twilio opens a stream for a call. */
const ring = ({ ticket = {}, callSid = `CA${randomUUID()}`, token }: Ringing = {}) => {
  const room = ticket.room ?? randomUUID();
  const stream = new MediaStream({
    url: gateway.url.replace('http', 'ws') + streamPath,
    accountSid: 'AC1',
    callSid,
    parameters: { [streamTicketParameter]: token ?? signTicket(livekit, { ...ticket, room }) },
    signature: '',
  });
  onTestFinished(() => stream.stop());
  return { stream, room, callSid };
};
const guestIn = async (room: string): Promise<RoomGuest> => {
  const guest = await joinAsGuest(livekit, room, 'agent');
  onTestFinished(() => guest.leave());
  return guest;
};
const callers = async (room: string) =>
  (await rooms.listParticipants(room).catch(() => [])).filter(({ identity }) => identity.startsWith('sip_'));
const statusIn = async (room: string) => (await callers(room))[0]?.attributes['sip.callStatus'];
const endedBy = async (reason: string, before: GatewayHealth) =>
  expect
    .poll(async () => (await gateway.health()).calls, { timeout: 8_000 })
    .toMatchObject({ running: 0, ended: { [reason]: (before.calls.ended[reason] ?? 0) + 1 } });
const lately = (pcm: Int16Array) => pcm.slice(-4_000);

describe('a call by media stream', () => {
  it('rings until somebody listens, is heard both ways, and leaves nothing behind', async () => {
    const before = await gateway.health();
    const { stream, room, callSid } = ring();
    await expect.poll(() => statusIn(room)).toBe('ringing');
    const [caller] = await callers(room);
    expect(caller).toMatchObject({ kind: 3, identity: 'sip_+15550142' });
    expect(caller?.attributes).toMatchObject({
      'sip.callID': callSid,
      'sip.phoneNumber': '+15550142',
      'sip.trunkPhoneNumber': '+15550100',
      'sip.twilio.accountSid': 'AC1',
    });
    // Not in silence meanwhile.
    await expect
      .poll(() => amplitudeOf(425, lately(stream.heard())), { timeout: 5_000 })
      .toBeGreaterThan(1_500);

    const guest = await guestIn(room);
    await expect.poll(() => statusIn(room)).toBe('active');
    void stream.say(createTone(440, 9_000)(8_000 * 6));
    await guest.speak(createTone(660, 9_000, 24_000));
    await expect.poll(() => amplitudeOf(440, joinFrames(guest.heard.slice(-25)))).toBeGreaterThan(2_000);
    await expect.poll(() => amplitudeOf(660, lately(stream.heard()))).toBeGreaterThan(2_000);
    await expect.poll(() => amplitudeOf(425, lately(stream.heard()))).toBeLessThan(500);
    expect(stream.malformed).toEqual([]);
    await stream.stop();
    await endedBy('peer-hung-up', before);
    expect(await callers(room)).toEqual([]);
  });

  it('carries keys both ways, outward as tones', async () => {
    const { stream, room } = ring();
    const guest = await guestIn(room);
    await expect.poll(() => statusIn(room)).toBe('active');
    stream.press('12#');
    await expect.poll(() => guest.digits.join('')).toBe('12#');
    await guest.press('7');
    const [row = 0, column = 0] = frequenciesOf('7') ?? [];
    await expect
      .poll(() => {
        const heard = stream.heard().slice(-1_600);
        return Math.min(amplitudeOf(row, heard), amplitudeOf(column, heard));
      })
      .toBeGreaterThan(1_500);
  });

  it('is not heard on, when the agent falls silent because the caller cut in', async () => {
    const { stream, room } = ring();
    const guest = await guestIn(room);
    await expect.poll(() => statusIn(room)).toBe('active');
    let speaking = true;
    const voice = createTone(660, 9_000, 24_000);
    await guest.speak((samples) => (speaking ? voice(samples) : new Int16Array(samples)));
    await expect.poll(() => amplitudeOf(660, lately(stream.heard()))).toBeGreaterThan(2_000);
    // The network stalls, and what comes meanwhile is played late.
    stream.playback.hold(true);
    await expect.poll(() => stream.playback.waitingMs, { timeout: 5_000 }).toBeGreaterThan(1_500);
    stream.playback.hold(false);
    void stream.say(createTone(440, 9_000)(8_000 * 3));
    await expect.poll(() => amplitudeOf(440, joinFrames(guest.heard.slice(-25)))).toBeGreaterThan(2_000);
    speaking = false;
    await expect.poll(() => stream.playback.clears).toBe(1);
    expect(stream.playback.waitingMs).toBeLessThan(200);
  });

  it('does not cut the end of a sentence that nobody cut into', async () => {
    const { stream, room } = ring();
    const guest = await guestIn(room);
    await expect.poll(() => statusIn(room)).toBe('active');
    let frames = 50;
    const voice = createTone(660, 9_000, 24_000);
    await guest.speak((samples) => (frames-- > 0 ? voice(samples) : new Int16Array(samples)));
    await expect.poll(() => amplitudeOf(660, lately(stream.heard()))).toBeGreaterThan(2_000);
    await expect.poll(() => amplitudeOf(660, lately(stream.heard())), { timeout: 5_000 }).toBeLessThan(100);
    expect(stream.playback.clears).toBe(0);
  });

  it.each([
    ['the room is deleted', 'room-deleted', ({ room }: ReturnType<typeof ring>) => rooms.deleteRoom(room)],
    ['its connection breaks', 'transport-lost', ({ stream }: ReturnType<typeof ring>) => stream.break()],
    ['its audio stops', 'media-timeout', ({ stream }: ReturnType<typeof ring>) => stream.mute()],
  ])('is over when %s', async (_, reason, happens) => {
    const before = await gateway.health();
    const call = ring();
    await guestIn(call.room);
    await expect.poll(() => statusIn(call.room)).toBe('active');
    await happens(call);
    await endedBy(reason, before);
    await call.stream.closed;
    expect(await callers(call.room)).toEqual([]);
  });

  it('that goes out is active at once', async () => {
    const attributes = { 'parley.callID': 'cal_1' };
    const { room } = ring({ ticket: { direction: 'outbound', attributes } });
    await expect.poll(() => statusIn(room)).toBe('active');
    expect((await callers(room))[0]?.attributes).toMatchObject(attributes);
  });
});

describe('a stream is refused', () => {
  it.each([
    ['without a ticket', { token: '' }, /no ticket/],
    ['with a made-up ticket', { token: 'a.b.c' }, /expired, or is not of this/],
    ['for another call', { ticket: { call_sid: 'CAother' } }, /another call/],
  ])('%s', async (_, ringing, reason) => {
    const closed = await ring(ringing).stream.closed;
    expect(closed).toMatchObject({ code: 1008, reason: expect.stringMatching(reason) });
  });

  it('with a ticket that has expired, is of another key, or was used', async () => {
    const room = randomUUID();
    const old = ring({ token: signTicket(livekit, { room }, -60) });
    expect(await old.stream.closed).toMatchObject({ code: 1008 });
    const foreign = signTicket({ ...livekit, apiSecret: 'another secret of many letters!!!!' }, { room });
    expect(await ring({ token: foreign }).stream.closed).toMatchObject({ code: 1008 });
    const token = signTicket(livekit, { room });
    ring({ token });
    await expect.poll(() => statusIn(room)).toBe('ringing');
    expect((await ring({ token }).stream.closed).reason).toMatch(/has been used/);
  });

  it('with a token of LiveKit’s, and a ticket opens nothing else', async () => {
    const ticket = signTicket(livekit, { room: 'lobby' });
    const answer = await fetch(`${gateway.url}/twirp/livekit.SIP/ListSIPInboundTrunk`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ticket}`, 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(401);
  });

  it('when the gateway carries as many calls as it may, which go on', async () => {
    const running = [ring(), ring()];
    for (const { room } of running) await expect.poll(() => statusIn(room)).toBe('ringing');
    expect(await ring().stream.closed).toMatchObject({ code: 1013 });
    expect((await gateway.health()).calls.running).toBe(2);
  });

  it('and garbage harms nobody', async () => {
    const { stream, room } = ring();
    const guest = await guestIn(room);
    await expect.poll(() => statusIn(room)).toBe('active');
    for (const text of ['', '{', '[]', '{"event":"media"}', '{"event":"unheard of"}']) stream.sendRaw(text);
    stream.press('5');
    await expect.poll(() => guest.digits.join('')).toBe('5');
  });
});
