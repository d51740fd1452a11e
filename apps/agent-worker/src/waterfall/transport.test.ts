import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followTransport, transportMs } from './transport.ts';

type Stats = Parameters<typeof transportMs>[0];

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

test('packets, the way there and back, and two jitter buffers', () => {
  expect(
    transportMs(
      stats(
        [pair(false, 9), pair(true, 0.012)],
        [pair(true, 0.02), inbound('audio', 48, 1_600n), inbound('video', 9, 1n)],
      ),
    ),
  ).toBe(40 + 20 + 60);
});

test('what is not known yet counts for nothing', () => {
  expect(transportMs(stats([], []))).toBe(40);
  expect(transportMs(stats([], [inbound('audio', 0, 0n)]))).toBe(40);
});

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('is asked now and then; a room without an answer changes nothing', async () => {
  const room = { getRtcStats: vi.fn().mockResolvedValueOnce(stats([pair(true, 0.05)], [])) };
  room.getRtcStats.mockRejectedValue(new Error('not connected'));
  const transport = followTransport(room);
  expect(transport.ms()).toBe(40);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(transport.ms()).toBe(90);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(transport.ms()).toBe(90);
  transport.stop();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(room.getRtcStats).toHaveBeenCalledTimes(2);
});
