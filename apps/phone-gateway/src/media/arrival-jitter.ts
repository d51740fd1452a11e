import { sampleRate } from './g711.ts';
import { timestampDistance } from './serial-numbers.ts';

/** Interarrival jitter as RFC 3550 estimates it. Silence that was not sent is no jitter: a marker starts anew. */
export function createArrivalJitter(): {
  arrived(timestamp: number, atMs: number, marker: boolean): void;
  readonly ms: number;
  reset(): void;
} {
  let before: { timestamp: number; atMs: number } | undefined;
  let ms = 0;
  return {
    arrived(timestamp, atMs, marker) {
      if (before && !marker) {
        const sentMs = (timestampDistance(timestamp, before.timestamp) * 1000) / sampleRate;
        const off = Math.abs(atMs - before.atMs - sentMs);
        // A leap of the timestamps says nothing about the network.
        if (off < 2000) ms += (off - ms) / 16;
      }
      before = { timestamp, atMs };
    },
    get ms() {
      return ms;
    },
    reset() {
      before = undefined;
    },
  };
}
