import type { Room } from '@livekit/rtc-node';

type Stats = Awaited<ReturnType<Room['getRtcStats']>>;
type Entry = Stats['publisherStats'][number];

/** Sound is sent in packets of so many milliseconds, there and back. */
const packetMs = 20;
/** What a jitter buffer holds back on an even line, as long as it is not known of this one. */
const usualBufferMs = 30;
/** What both ends need to take up the sound and to hand it on, as measured against the caller's ear. */
const handedOnMs = 13;
const everyMs = 5_000;

/** What all jitter buffers of audio together have held back, in seconds, of so many samples. */
interface Buffered {
  delayS: number;
  samples: number;
}
const nothingBuffered: Buffered = { delayS: 0, samples: 0 };

/**
 * How long sound takes from the caller to the agent and back, as far as the agent's own end can tell: the packets, the
 * way to the server and back, and a jitter buffer at either end, the caller's taken to be like ours. How far the caller
 * is from the server is not known here.
 */
export class Transport {
  #ms = handedOnMs + 2 * packetMs + 2 * usualBufferMs;
  #buffered = nothingBuffered;

  /** Milliseconds. */
  get ms(): number {
    return this.#ms;
  }

  /** Takes note of what has come since the last look: a line changes within a call. */
  look({ publisherStats, subscriberStats }: Pick<Stats, 'publisherStats' | 'subscriberStats'>): void {
    // With a single connection both are told of the publisher's.
    const entries = [...publisherStats, ...subscriberStats];
    const roundTripMs = Math.max(0, ...entries.map(roundTripOf));
    const buffered = entries.map(bufferedOf).reduce(add, nothingBuffered);
    const samples = buffered.samples - this.#buffered.samples;
    const heldMs = ((buffered.delayS - this.#buffered.delayS) / samples) * 1000;
    this.#buffered = buffered;
    const buffersMs = 2 * (samples > 0 ? heldMs : usualBufferMs);
    this.#ms = Math.round(handedOnMs + 2 * packetMs + roundTripMs + buffersMs);
  }
}

function roundTripOf({ stats }: Entry): number {
  if (stats.case !== 'candidatePair' || stats.value.candidatePair?.nominated !== true) return 0;
  return (stats.value.candidatePair.currentRoundTripTime ?? 0) * 1000;
}

function bufferedOf({ stats }: Entry): Buffered {
  if (stats.case !== 'inboundRtp' || stats.value.stream?.kind !== 'audio') return nothingBuffered;
  const { jitterBufferDelay = 0, jitterBufferEmittedCount = 0n } = stats.value.inbound ?? {};
  return { delayS: jitterBufferDelay, samples: Number(jitterBufferEmittedCount) };
}

const add = (one: Buffered, other: Buffered): Buffered => ({
  delayS: one.delayS + other.delayS,
  samples: one.samples + other.samples,
});

/** Looks now and then. */
export function followTransport(room: Pick<Room, 'getRtcStats'>): { ms: () => number; stop: () => void } {
  const transport = new Transport();
  const look = async (): Promise<void> => {
    // A room that is not connected has none.
    const stats = await room.getRtcStats().catch(() => undefined);
    if (stats) transport.look(stats);
  };
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { ms: () => transport.ms, stop: () => clearInterval(timer) };
}
