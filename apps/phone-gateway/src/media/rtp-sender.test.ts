import { expect, it } from 'vitest';
import { parseRtpPacket, type RtpPacket } from './rtp-packet.ts';
import { createRtpSender } from './rtp-sender.ts';

const frame = new Int16Array(160);
const read = (datagram: Buffer | undefined): RtpPacket =>
  (datagram && parseRtpPacket(datagram)) ?? expect.unreachable('no packet');
const ahead = (a: RtpPacket, b: RtpPacket): number => (b.timestamp - a.timestamp) >>> 0;

it('numbers packets one by one and dates them 160 apart, however late the timer was', () => {
  const sender = createRtpSender();
  const packets = [0, 19, 45, 46, 80].map((at) => read(sender.audio('PCMU', frame, at)));
  for (const [i, packet] of packets.slice(1).entries()) {
    const before = packets[i] as RtpPacket;
    expect((packet.sequence - before.sequence) & 0xffff).toBe(1);
    expect(ahead(before, packet)).toBe(160);
  }
  expect(packets.map(({ marker }) => marker)).toEqual([true, false, false, false, false]);
});

it('leaps over a break, and marks the first packet after it', () => {
  const sender = createRtpSender();
  const before = read(sender.audio('PCMA', frame, 0));
  const after = read(sender.audio('PCMA', frame, 3000));
  expect(ahead(before, after)).toBe(3000 * 8);
  expect(after).toMatchObject({ marker: true, payloadType: 8 });
});

it('lets time go on while a key is sent', () => {
  const sender = createRtpSender();
  const payload = Uint8Array.of(1, 10, 0, 160);
  const before = read(sender.audio('PCMU', frame, 0));
  const first = read(sender.dtmf(101, { payload, first: true }, 20));
  const second = read(sender.dtmf(101, { payload, first: false }, 40));
  expect(sender.dtmf(101, 'pause', 60)).toBeUndefined();
  const after = read(sender.audio('PCMU', frame, 80));
  expect([first, second, after].map((packet) => ahead(before, packet))).toEqual([160, 160, 640]);
  expect([first, second, after].map(({ marker }) => marker)).toEqual([true, false, true]);
});
