import { createHash } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createLogger } from '@parley/observability';
import { describe, expect, it, onTestFinished } from 'vitest';
import { callerDtmfType, openRtpCaller } from '../testing/rtp-caller.ts';
import { amplitudeOf, createTone, joinFrames } from '../testing/tones.ts';
import type { G711Codec } from './g711.ts';
import { openRtpEndpoint, type RtpEndpointOptions } from './open-rtp-endpoint.ts';
import { createRtpSender } from './rtp-sender.ts';

const log = createLogger({ name: 'test', level: 'silent' });
const silence = () => new Int16Array(160);

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

const open = async (more: Partial<RtpEndpointOptions> = {}) => {
  const codec: G711Codec = more.codec ?? 'PCMU';
  const caller = await openRtpCaller(codec);
  onTestFinished(() => caller.close());
  const heard: Int16Array[] = [];
  const digits: string[] = [];
  const endpoint = await openRtpEndpoint({
    host: '127.0.0.1',
    codec,
    remote: { address: '127.0.0.1', port: caller.port },
    dtmfPayloadType: callerDtmfType,
    log,
    mediaTimeoutMs: 0,
    onTimeout: () => {},
    onAudio: (frame) => heard.push(frame),
    onDtmf: (digit) => digits.push(digit),
    ...more,
  });
  onTestFinished(() => endpoint.close());
  caller.callTo(endpoint.port);
  const sender = createRtpSender();
  let clock = 0;
  return {
    caller,
    endpoint,
    heard,
    digits,
    /** As fast as it goes: what is looked at is order, not time. */
    say: (frame: Int16Array, from = sender) => {
      clock += 20;
      const datagram = from.audio(codec, frame, clock);
      caller.send(datagram);
      return datagram;
    },
  };
};

describe('hearing', () => {
  it.each<G711Codec>(['PCMU', 'PCMA'])('gives frames of 20 ms of what %s says', async (codec) => {
    const { say, heard, endpoint } = await open({ codec });
    const tone = createTone(700, 9000);
    for (let i = 0; i < 50; i++) say(tone(160));
    await until(() => heard.length === 50);
    expect(amplitudeOf(700, joinFrames(heard))).toBeGreaterThan(8800);
    expect(endpoint.stats()).toMatchObject({ packetsIn: 50, lost: 0, late: 0, senders: 1 });
  });

  it('covers a lost packet without waiting for more than two others', async () => {
    const { caller, heard, endpoint } = await open();
    const sender = createRtpSender();
    const packets = Array.from({ length: 8 }, (_, i) => sender.audio('PCMU', silence(), 20 * i));
    for (const [i, datagram] of packets.entries()) if (i !== 3) caller.send(datagram);
    await until(() => heard.length === 8);
    expect(endpoint.stats()).toMatchObject({ lost: 1, concealedMs: 20 });
  });

  it('waits only so long for a packet when nothing follows', async () => {
    const { caller, heard } = await open();
    const sender = createRtpSender();
    const [first, , third] = [0, 20, 40].map((at) => sender.audio('PCMU', silence(), at));
    if (first && third) for (const datagram of [first, third]) caller.send(datagram);
    await until(() => heard.length === 3);
  });

  it('goes on with a sender that starts anew', async () => {
    const { say, heard, endpoint } = await open();
    for (let i = 0; i < 5; i++) say(silence());
    const anew = createRtpSender();
    for (let i = 0; i < 5; i++) say(silence(), anew);
    await until(() => heard.length === 10);
    expect(endpoint.stats()).toMatchObject({ senders: 2, lost: 0 });
  });

  it('passes over comfort noise and what was not agreed on', async () => {
    const { caller, say, heard, endpoint } = await open();
    const sender = createRtpSender();
    for (const payloadType of [13, 96, 0]) {
      const datagram = sender.audio('PCMU', silence(), 0);
      datagram[1] = payloadType;
      caller.send(datagram);
    }
    await until(() => heard.length === 1);
    expect(endpoint.stats()).toMatchObject({ unknown: 1, lost: 0 });
    say(silence());
  });

  it('hears nobody from elsewhere', async () => {
    const { say, heard, endpoint } = await open({ remote: { address: '127.0.0.2', port: 4000 } });
    for (let i = 0; i < 5; i++) say(silence());
    await until(() => endpoint.stats().foreign === 5);
    expect(heard).toEqual([]);
    endpoint.retarget({ address: '127.0.0.1', port: 4000 });
    say(silence());
    await until(() => heard.length === 1);
  });

  it('survives thousands of hostile packets and then hears as before', async () => {
    const { caller, say, heard, endpoint } = await open();
    say(silence());
    await until(() => heard.length === 1);
    const arrived = () => endpoint.stats().packetsIn + endpoint.stats().malformed;
    for (let i = 1; i <= 4000; i++) {
      const datagram = createHash('sha512')
        .update(String(i))
        .digest()
        .subarray(0, i % 64);
      if (i % 3 === 0 && datagram.length > 1) datagram.set([0x80 | (i & 0x3f), i % 5 ? 0 : callerDtmfType]);
      caller.send(datagram);
      // Faster, and the kernel would drop them for us.
      if (i % 20 === 0) await until(() => arrived() > i);
    }
    const before = heard.length;
    const anew = createRtpSender();
    for (let i = 0; i < 20; i++) say(silence(), anew);
    await until(() => heard.length >= before + 20);
    expect(endpoint.stats().malformed).toBeGreaterThan(1000);
  });
});

describe('speaking', () => {
  it('goes where packets come from, at the telephone’s own port', async () => {
    const { caller, endpoint, say, heard } = await open({ remote: { address: '127.0.0.1', port: 9 } });
    say(silence());
    await until(() => heard.length === 1);
    endpoint.send(createTone(440, 8000)(160));
    await until(() => caller.heard.length === 1);
    expect(amplitudeOf(440, caller.heard[0] ?? silence())).toBeGreaterThan(7000);
  });

  it('follows a re-INVITE to another address, codec and payload type', async () => {
    const { endpoint, caller } = await open();
    const other = await openRtpCaller('PCMA');
    onTestFinished(() => other.close());
    endpoint.retarget({ address: '127.0.0.1', port: other.port }, { codec: 'PCMA', dtmfPayloadType: 96 });
    endpoint.send(silence());
    await until(() => other.heard.length === 1);
    endpoint.sendDtmf('5');
    await until(() => other.packets.some(({ payloadType }) => payloadType === 96));
    expect(caller.packets).toEqual([]);
  });

  it('has an even port in nearly every case', async () => {
    const endpoints = await Promise.all([1, 2, 3, 4].map(() => open()));
    expect(endpoints.some(({ endpoint }) => endpoint.port % 2 === 0)).toBe(true);
  });
});

describe('keys', () => {
  it('come once each, in order, between audio that is not taken for lost', async () => {
    const { caller, digits, endpoint } = await open();
    caller.speak(silence);
    caller.press('1w1#');
    await until(() => digits.length === 3);
    expect(digits.join('')).toBe('11#');
    expect(endpoint.stats()).toMatchObject({ digits: 3, lost: 0, unknown: 0 });
  });

  it('go out with one timestamp, growing, ended three times, and no audio between', async () => {
    const { caller, endpoint } = await open();
    endpoint.send(silence());
    expect(endpoint.sendDtmf('7x')).toBe(1);
    endpoint.send(silence());
    await until(() => caller.packets.filter(({ payloadType }) => payloadType === 101).length === 12);
    const events = caller.packets.filter(({ payloadType }) => payloadType === 101);
    expect(new Set(events.map(({ timestamp }) => timestamp)).size).toBe(1);
    expect(events.map(({ marker }) => marker)).toEqual([true, ...Array(11).fill(false)]);
    expect(caller.digits).toEqual(['7']);
    const sequences = caller.packets.map(({ sequence }) => sequence);
    expect(sequences.map((s) => (s - (sequences[0] ?? 0)) & 0xffff)).toEqual(sequences.map((_, i) => i));
    expect(endpoint.stats().framesUnsent).toBe(1);
  });

  it('are not sent to who knows none', async () => {
    const { endpoint } = await open({ dtmfPayloadType: undefined });
    expect(endpoint.sendDtmf('1')).toBe(0);
  });
});

describe('hold', () => {
  it('says nothing when the other side only speaks, and hears it', async () => {
    const { caller, endpoint, say, heard } = await open();
    endpoint.hold('recvonly');
    endpoint.send(silence());
    say(silence());
    await until(() => heard.length === 1);
    expect(endpoint.stats()).toMatchObject({ packetsOut: 0, framesUnsent: 1 });
    endpoint.hold('sendrecv');
    endpoint.send(silence());
    await until(() => caller.heard.length === 1);
  });

  it('hears nothing when it only speaks', async () => {
    const { caller, endpoint, say, heard } = await open();
    endpoint.hold('sendonly');
    say(silence());
    endpoint.send(silence());
    await until(() => caller.heard.length === 1 && endpoint.stats().packetsIn === 1);
    expect(heard).toEqual([]);
  });
});

describe('the media timeout', () => {
  it('comes when nothing is heard any more, once', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let times = 0;
    const { say, heard } = await open({
      mediaTimeoutMs: 150,
      onTimeout: () => {
        times++;
        resolve();
      },
    });
    say(silence());
    await until(() => heard.length === 1);
    await promise;
    expect(times).toBe(1);
  });

  it('does not come on hold, nor before the call is answered', async () => {
    const other = Promise.withResolvers<string>();
    await open({
      mediaTimeoutMs: 60,
      direction: 'inactive',
      onTimeout: () => other.resolve('held'),
    });
    await open({ mediaTimeoutMs: 400, onTimeout: () => other.resolve('open') });
    expect(await other.promise).toBe('open');
  });
});

it('frees its port', async () => {
  const { endpoint } = await open();
  await Promise.all([endpoint.close(), endpoint.close()]);
  endpoint.send(silence());
  expect(endpoint.sendDtmf('1')).toBe(0);
  const socket = createSocket('udp4').bind(endpoint.port, '127.0.0.1');
  await once(socket, 'listening');
  socket.close();
});
