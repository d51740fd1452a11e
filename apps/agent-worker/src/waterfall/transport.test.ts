import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followTransport, Transport } from './transport.ts';

type Stats = Parameters<Transport['look']>[0];

const pair = (nominated: boolean, currentRoundTripTime: number) => ({
  stats: { case: 'candidatePair', value: { candidatePair: { nominated, currentRoundTripTime } } },
});
const inbound = (kind: string, jitterBufferDelay: number, jitterBufferEmittedCount: bigint) => ({
  stats: {
    case: 'inboundRtp',
    value: { stream: { kind }, inbound: { jitterBufferDelay, jitterBufferEmittedCount } },
  },
});
const stats = (publisherStats: object[], subscriberStats: object[]) =>
  ({ publisherStats, subscriberStats }) as unknown as Stats;

/** Packets both ways, and what either end needs by itself. */
const ends = 40 + 13;

const after = (...looks: Stats[]): number => {
  const transport = new Transport();
  for (const look of looks) transport.look(look);
  return transport.ms;
};

test('packets, the way there and back, and two jitter buffers, on one connection or on two', () => {
  const buffered = [inbound('audio', 48, 1_600n), inbound('video', 9, 1n)];
  expect(after(stats([pair(false, 9), pair(true, 0.012)], [pair(true, 0.02), ...buffered]))).toBe(
    ends + 20 + 60,
  );
  expect(after(stats([pair(true, 0.02), ...buffered], []))).toBe(ends + 20 + 60);
});

test('what the line is like now counts, and not what it was', () => {
  const looks = [inbound('audio', 48, 1_600n), inbound('audio', 48 + 128, 3_200n)];
  expect(after(...looks.map((look) => stats([look], [])))).toBe(ends + 160);
});

test('what is not known yet is as usual; a track that is new begins anew', () => {
  expect(after()).toBe(ends + 60);
  expect(after(stats([], []))).toBe(ends + 60);
  expect(after(stats([inbound('audio', 0, 0n)], []))).toBe(ends + 60);
  const looks = [inbound('audio', 48, 1_600n), inbound('audio', 2, 100n), inbound('audio', 6, 200n)];
  expect(after(...looks.map((look) => stats([look], [])))).toBe(ends + 80);
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('is asked now and then; a room without an answer changes nothing', async () => {
  const room = { getRtcStats: vi.fn().mockResolvedValueOnce(stats([pair(true, 0.05)], [])) };
  room.getRtcStats.mockRejectedValue(new Error('not connected'));
  const transport = followTransport(room);
  expect(transport.ms()).toBe(ends + 60);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(transport.ms()).toBe(ends + 110);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(transport.ms()).toBe(ends + 110);
  transport.stop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(room.getRtcStats).toHaveBeenCalledTimes(2);
});
