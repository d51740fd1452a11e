import { randomUUID } from 'node:crypto';
import { createLogger } from '@parley/observability';
import { startLiveKitServer, type TestLiveKitServer } from '@parley/telephony/testing';
import { RoomServiceClient } from 'livekit-server-sdk';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { G711Codec } from '../media/g711.ts';
import { openRtpEndpoint } from '../media/open-rtp-endpoint.ts';
import { joinAsGuest, type RoomGuest } from '../testing/room-guest.ts';
import { callerDtmfType, openRtpCaller } from '../testing/rtp-caller.ts';
import { amplitudeOf, createTone, joinFrames } from '../testing/tones.ts';
import { type JoinRoomOptions, joinRoom, type RoomLeg } from './join-room.ts';

const log = createLogger({ name: 'test', level: 'silent' });
let livekit: TestLiveKitServer;
let rooms: RoomServiceClient;

beforeAll(async () => {
  livekit = await startLiveKitServer();
  rooms = new RoomServiceClient(livekit.url.replace('ws', 'http'), livekit.apiKey, livekit.apiSecret);
});
afterAll(() => livekit?.stop());

const join = (roomName: string, more: Partial<JoinRoomOptions> = {}): RoomLeg => {
  const leg = joinRoom({
    livekit,
    roomName,
    identity: 'sip_+15550123',
    name: 'Phone +15550123',
    attributes: { 'sip.callStatus': 'ringing', 'sip.phoneNumber': '+15550123' },
    log,
    onAudio: () => {},
    onDtmf: () => {},
    ...more,
  });
  onTestFinished(() => leg.close());
  return leg;
};

/** A telephone, its RTP, its leg and a guest who hears it. */
const call = async (codec: G711Codec = 'PCMU') => {
  const roomName = randomUUID();
  const caller = await openRtpCaller(codec);
  onTestFinished(() => caller.close());
  const endpoint = await openRtpEndpoint({
    host: '127.0.0.1',
    codec,
    remote: { address: '127.0.0.1', port: caller.port },
    dtmfPayloadType: callerDtmfType,
    log,
    mediaTimeoutMs: 0,
    onTimeout: () => {},
    onAudio: (frame) => leg.pushAudio(frame),
    onDtmf: (digit) => void leg.sendDtmf(digit),
  });
  onTestFinished(() => endpoint.close());
  caller.callTo(endpoint.port);
  const leg = join(roomName, {
    onAudio: (frame) => endpoint.send(frame),
    onDtmf: (digit) => void endpoint.sendDtmf(digit),
  });
  await leg.joined;
  const guest = await joinAsGuest(livekit, roomName, 'guest');
  onTestFinished(() => guest.leave());
  await leg.subscribed;
  return { roomName, caller, endpoint, leg, guest };
};

const participants = async (roomName: string) => rooms.listParticipants(roomName).catch(() => []);

/** Asks again and again, as the server says nothing of it. */
const untilNobody = async (roomName: string): Promise<void> => {
  while ((await participants(roomName)).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
};
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
};
/** The last second of what somebody heard, once it is so long. */
const steady = async (listener: Pick<RoomGuest, 'hear'>): Promise<Int16Array> =>
  joinFrames((await listener.hear(90)).slice(-50));

describe('audio', () => {
  it.each<G711Codec>(['PCMU', 'PCMA'])(
    'carries a tone of 440 Hz from the telephone into the room, by %s',
    async (codec) => {
      const { caller, guest, endpoint } = await call(codec);
      const tone = createTone(440, 8000);
      caller.speak(() => tone(160));
      const heard = await steady(guest);
      expect(amplitudeOf(440, heard)).toBeGreaterThan(6000);
      expect(amplitudeOf(440, heard)).toBeLessThan(9500);
      expect(amplitudeOf(620, heard)).toBeLessThan(400);
      expect(endpoint.stats()).toMatchObject({ foreign: 0, malformed: 0, unknown: 0, senders: 1 });
    },
  );

  it('carries what two guests say at once to the telephone', async () => {
    const { caller, guest, roomName } = await call();
    const other = await joinAsGuest(livekit, roomName, 'other');
    onTestFinished(() => other.leave());
    const low = createTone(500, 6000, 24_000);
    const high = createTone(1300, 6000, 24_000);
    await Promise.all([guest.speak(low), other.speak(high)]);
    const heard = await steady(caller);
    expect(amplitudeOf(500, heard)).toBeGreaterThan(4500);
    expect(amplitudeOf(1300, heard)).toBeGreaterThan(4500);
    expect(amplitudeOf(900, heard)).toBeLessThan(400);
  });

  it('sends the telephone a frame every 20 ms though nobody speaks', async () => {
    const { caller } = await call();
    await caller.hear(20);
    const sequences = caller.packets.map(({ sequence }) => sequence);
    const timestamps = caller.packets.map(({ timestamp }) => timestamp);
    expect(sequences.slice(1).every((s, i) => s === (((sequences[i] ?? 0) + 1) & 0xffff))).toBe(true);
    expect(new Set(timestamps).size).toBe(timestamps.length);
  });
});

describe('keys', () => {
  it('go from the telephone into the room', async () => {
    const { caller, guest } = await call();
    const silence = () => new Int16Array(160);
    caller.speak(silence);
    caller.press('12#A');
    await until(() => guest.digits.length >= 4);
    expect(guest.digits.join('')).toBe('12#A');
  });

  it('go from the room to the telephone', async () => {
    const { caller, guest } = await call();
    const tone = createTone(500, 6000, 24_000);
    await guest.speak(tone);
    // LiveKit drops data for who is not quite connected yet; who is heard is.
    await until(() => amplitudeOf(500, caller.heard.at(-1) ?? new Int16Array(160)) > 3000);
    for (const digit of '79*') await guest.press(digit);
    await until(() => caller.digits.length >= 3);
    expect(caller.digits.join('')).toBe('79*');
  });
});

describe('the participant', () => {
  it('is of kind SIP, and its attributes change with the call', async () => {
    const roomName = randomUUID();
    const leg = join(roomName);
    await leg.joined;
    await leg.setAttributes({ 'sip.callStatus': 'active' });
    const active = async () => {
      const [participant] = await participants(roomName);
      return participant?.attributes['sip.callStatus'] === 'active' ? participant : undefined;
    };
    let participant = await active();
    while (!participant) participant = await active();
    expect(participant.kind).toBe(3);
    expect(participant).toMatchObject({ identity: 'sip_+15550123', name: 'Phone +15550123' });
    expect(participant.attributes).toMatchObject({ 'sip.phoneNumber': '+15550123' });
  });

  it('is not subscribed to before somebody is there', async () => {
    const roomName = randomUUID();
    const leg = join(roomName);
    await leg.joined;
    const soon = Symbol('nobody');
    expect(await Promise.race([leg.subscribed, Promise.resolve(soon)])).toBe(soon);
    const guest = await joinAsGuest(livekit, roomName, 'guest');
    onTestFinished(() => guest.leave());
    await leg.subscribed;
  });
});

describe('the end', () => {
  it.each([
    ['removed', (roomName: string) => rooms.removeParticipant(roomName, 'sip_+15550123')],
    ['room-deleted', (roomName: string) => rooms.deleteRoom(roomName)],
  ])('is told as %s', async (reason, act) => {
    const roomName = randomUUID();
    const leg = join(roomName);
    await leg.joined;
    await act(roomName);
    expect(await leg.ended).toMatchObject({ reason, reconnects: 0 });
    await leg.close();
    leg.pushAudio(new Int16Array(160));
    await leg.setAttributes({ late: '1' });
    await leg.sendDtmf('1');
  });

  it('is told as replaced when the identity joins once more', async () => {
    const roomName = randomUUID();
    const leg = join(roomName);
    await leg.joined;
    await join(roomName).joined;
    expect(await leg.ended).toMatchObject({ reason: 'replaced' });
  });

  it('is told when the room cannot be joined', async () => {
    const leg = join(randomUUID(), { livekit: { ...livekit, apiSecret: 'x'.repeat(40) } });
    await expect(leg.joined).rejects.toThrow();
    expect(await leg.ended).toMatchObject({ reason: 'join-failed', error: expect.any(Error) });
  });

  it('is told as lost when the server is gone and does not come back', async () => {
    const mortal = await startLiveKitServer();
    onTestFinished(() => mortal.stop());
    const leg = join(randomUUID(), { livekit: mortal, reconnectMs: 300 });
    await leg.joined;
    await mortal.stop();
    expect(await leg.ended).toMatchObject({ reason: 'connection-lost', reconnects: 1 });
    await leg.close();
  });

  it('leaves nobody behind, whenever in the join it comes', async () => {
    const names = Array.from({ length: 12 }, () => randomUUID());
    await Promise.all(
      names.map(async (roomName, i) => {
        const leg = join(roomName);
        await new Promise((resolve) => setTimeout(resolve, 8 * i));
        await leg.close();
        expect(await leg.ended).toMatchObject({ reason: 'closed' });
        await untilNobody(roomName);
      }),
    );
  });

  it('forgets the rooms that the server ended, or every later call would cost more', async () => {
    const listeners = () => globalThis._ffiClientInstance?.listenerCount('ffi_event');
    const before = listeners();
    for (let i = 0; i < 3; i++) {
      const roomName = randomUUID();
      const leg = join(roomName);
      await leg.joined;
      await rooms.deleteRoom(roomName);
      await leg.ended;
      await leg.close();
    }
    expect(listeners()).toBe(before);
  });
});
