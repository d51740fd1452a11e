import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { composeRtpPacket, parseRtpPacket } from './rtp-packet.ts';

const header = {
  payloadType: 0,
  marker: true,
  sequence: 65_535,
  timestamp: 4_294_967_295,
  ssrc: 0xdead_beef,
};

const packet = (bytes: number[]): Buffer => {
  const { datagram, payload } = composeRtpPacket(header, bytes.length);
  payload.set(bytes);
  return datagram;
};

/** Bytes that are the same in every run. */
const noise = (seed: number, length: number): Buffer => {
  const blocks = Math.ceil(length / 32);
  const parts = Array.from({ length: blocks }, (_, i) =>
    createHash('sha256').update(`${seed}/${i}`).digest(),
  );
  return Buffer.concat(parts).subarray(0, length);
};

describe('parseRtpPacket', () => {
  it('reads what was composed', () => {
    const { payload, ...read } = parseRtpPacket(packet([1, 2, 3])) ?? expect.unreachable();
    expect(read).toEqual(header);
    expect([...payload]).toEqual([1, 2, 3]);
  });

  it('steps over contributing sources and an extension', () => {
    const plain = packet([9]);
    plain[0] = 0x80 | 0x10 | 2;
    const extra = Buffer.from([...Array(8).fill(7), 0, 0, 0, 1, 5, 5, 5, 5]);
    const datagram = Buffer.concat([plain.subarray(0, 12), extra, plain.subarray(12)]);
    expect([...(parseRtpPacket(datagram)?.payload ?? [])]).toEqual([9]);
  });

  it('leaves padding out', () => {
    const datagram = packet([1, 2, 0, 0, 3]);
    datagram[0] = 0xa0;
    expect([...(parseRtpPacket(datagram)?.payload ?? [])]).toEqual([1, 2]);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['half a header', packet([]).subarray(0, 11)],
    ['another version', Buffer.concat([Buffer.from([0x40]), packet([1]).subarray(1)])],
    ['STUN', Buffer.from('000100002112a442000000000000000000000000', 'hex')],
    ['RTCP', Buffer.from('80c80006000000000000000000000000', 'hex')],
    ['sources beyond the end', Buffer.concat([Buffer.from([0x8f]), packet([1]).subarray(1)])],
    [
      'an extension beyond the end',
      Buffer.concat([Buffer.from([0x90]), packet([0, 0, 255, 255]).subarray(1)]),
    ],
    ['no room for an extension', Buffer.concat([Buffer.from([0x90]), packet([1]).subarray(1)])],
    ['more padding than packet', Buffer.concat([Buffer.from([0xa0]), packet([200]).subarray(1)])],
    ['padding of nothing', Buffer.concat([Buffer.from([0xa0]), packet([0]).subarray(1)])],
  ])('refuses %s', (_, datagram) => {
    expect(parseRtpPacket(datagram)).toBeUndefined();
  });

  it('never throws, and never reads outside, whatever comes', () => {
    let read = 0;
    for (let seed = 0; seed < 20_000; seed++) {
      const datagram = noise(seed, seed % 90);
      if (seed % 2 && datagram.length > 0) datagram[0] = 0x80 | ((datagram[0] as number) & 0x3f);
      const parsed = parseRtpPacket(datagram);
      if (!parsed) continue;
      read++;
      expect(parsed.payload.length).toBeLessThanOrEqual(datagram.length - 12);
      expect(parsed.payload.byteOffset).toBeGreaterThanOrEqual(datagram.byteOffset + 12);
    }
    expect(read).toBeGreaterThan(1000);
  });
});
