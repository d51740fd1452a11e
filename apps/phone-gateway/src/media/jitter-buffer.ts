import { conceal, longestConcealmentMs } from './conceal.ts';
import { sampleRate } from './g711.ts';
import { sequenceDistance } from './serial-numbers.ts';

/** Packets that may wait for one that is missing: swapped neighbours are common, more disorder is not. */
const mostWaiting = 3;
/** A leap beyond this is another stream, or an attack: it has to be confirmed by a second packet in a row. */
const farthestLeap = 100;
/** So many old packets and not one new: the sender has started anew a little behind. */
const mostStrays = 25;
const longestConcealment = (longestConcealmentMs / 1000) * sampleRate;

export interface JitterStats {
  /** Never played: they did not come, or too late. */
  lost: number;
  /** Of these, came too late. */
  late: number;
  duplicates: number;
  concealedMs: number;
  restarts: number;
}

export interface JitterBuffer {
  /** `samples` undefined: a packet of the same stream that is no audio (digits, comfort noise). */
  push(sequence: number, samples: Int16Array | undefined): void;
  /** Something waits for a packet that is missing. */
  readonly waiting: boolean;
  /** Waits no longer: covers what is missing and plays what waits. */
  giveUp(): void;
  /** Another sender: nothing of the old is waited for. */
  reset(): void;
  readonly stats: Readonly<JitterStats>;
}

/**
 * Puts packets in order. What comes in order passes at once, as the queue it is played from is buffer enough; only
 * behind a gap packets wait, and what is still missing then is covered by repeating and fading.
 */
export function createJitterBuffer(play: (samples: Int16Array) => void): JitterBuffer {
  const stats: JitterStats = { lost: 0, late: 0, duplicates: 0, concealedMs: 0, restarts: 0 };
  const waiting = new Map<number, Int16Array | undefined>();
  /** Given up lately: what comes of them is late, any other old packet is a duplicate. */
  const givenUp = new Set<number>();
  let next: number | undefined;
  let last: Int16Array | undefined;
  let suspect: { sequence: number; samples: Int16Array | undefined } | undefined;
  let strays = 0;

  const pass = (sequence: number, samples: Int16Array | undefined): void => {
    next = (sequence + 1) & 0xffff;
    if (!samples) return;
    last = samples;
    play(samples);
  };
  const passWaiting = (): void => {
    while (next !== undefined && waiting.has(next)) {
      const sequence = next;
      const samples = waiting.get(sequence);
      waiting.delete(sequence);
      pass(sequence, samples);
    }
  };
  const cover = (missing: number): void => {
    if (!last || last.length === 0) return;
    const repetitions = Math.min(missing, Math.floor(longestConcealment / last.length));
    for (let repeated = 0; repeated < repetitions; repeated++) {
      play(conceal(last, repeated));
      stats.concealedMs += (last.length * 1000) / sampleRate;
    }
  };
  const giveUp = (): void => {
    const from = next;
    if (from === undefined || waiting.size === 0) return;
    const missing = Math.min(...[...waiting.keys()].map((sequence) => sequenceDistance(sequence, from)));
    stats.lost += missing;
    for (let i = 0; i < missing; i++) givenUp.add((from + i) & 0xffff);
    for (const old of givenUp) if (givenUp.size > farthestLeap) givenUp.delete(old);
    cover(missing);
    next = (from + missing) & 0xffff;
    passWaiting();
  };
  const reset = (): void => {
    waiting.clear();
    givenUp.clear();
    next = undefined;
    last = undefined;
    suspect = undefined;
    strays = 0;
  };
  const restart = (): void => {
    reset();
    stats.restarts++;
  };
  const leap = (sequence: number, samples: Int16Array | undefined): void => {
    const before = suspect;
    if (before && sequence === ((before.sequence + 1) & 0xffff)) {
      restart();
      pass(before.sequence, before.samples);
      pass(sequence, samples);
    } else suspect = { sequence, samples };
  };
  const stray = (sequence: number, samples: Int16Array | undefined): void => {
    if (givenUp.delete(sequence)) stats.late++;
    else stats.duplicates++;
    if (++strays < mostStrays) return;
    restart();
    pass(sequence, samples);
  };

  return {
    push(sequence, samples) {
      if (next === undefined) return pass(sequence, samples);
      const ahead = sequenceDistance(sequence, next);
      if (Math.abs(ahead) > farthestLeap) return leap(sequence, samples);
      if (ahead < 0) return stray(sequence, samples);
      suspect = undefined;
      strays = 0;
      if (ahead === 0) {
        pass(sequence, samples);
        passWaiting();
      } else if (waiting.has(sequence)) stats.duplicates++;
      else {
        waiting.set(sequence, samples);
        if (waiting.size >= mostWaiting) giveUp();
      }
    },
    get waiting() {
      return waiting.size > 0;
    },
    giveUp,
    reset,
    stats,
  };
}
