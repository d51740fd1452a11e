import type { Room } from '@livekit/rtc-node';

type Stats = Awaited<ReturnType<Room['getRtcStats']>>;
type Entry = Stats['publisherStats'][number];

/** Sound is sent in packets of so many milliseconds, there and back. */
const packetMs = 20;
const everyMs = 5_000;

/**
 * How long sound takes from the caller to the agent and back, in milliseconds, as far as the agent's own end can tell:
 * the packets, the way to the server and back, and a jitter buffer at either end, the caller's taken to be like ours.
 * How far the caller is from the server is not known here.
 */
export function transportMs({
  publisherStats,
  subscriberStats,
}: Pick<Stats, 'publisherStats' | 'subscriberStats'>): number {
  const roundTripMs = Math.max(0, ...[...publisherStats, ...subscriberStats].map(roundTripOf));
  const bufferedMs = Math.max(0, ...subscriberStats.map(bufferOf));
  return Math.round(2 * packetMs + roundTripMs + 2 * bufferedMs);
}

function roundTripOf({ stats }: Entry): number {
  if (stats.case !== 'candidatePair' || stats.value.candidatePair?.nominated !== true) return 0;
  return (stats.value.candidatePair.currentRoundTripTime ?? 0) * 1000;
}

function bufferOf({ stats }: Entry): number {
  if (stats.case !== 'inboundRtp' || stats.value.stream?.kind !== 'audio') return 0;
  const { jitterBufferDelay = 0, jitterBufferEmittedCount = 0n } = stats.value.inbound ?? {};
  return jitterBufferEmittedCount > 0n ? (jitterBufferDelay / Number(jitterBufferEmittedCount)) * 1000 : 0;
}

/** Asks now and then. */
export function followTransport(room: Pick<Room, 'getRtcStats'>): { ms: () => number; stop: () => void } {
  let latest = 2 * packetMs;
  const look = async (): Promise<void> => {
    // A room that is not connected has none.
    const stats = await room.getRtcStats().catch(() => undefined);
    if (stats) latest = transportMs(stats);
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { ms: () => latest, stop: () => clearInterval(timer) };
}
