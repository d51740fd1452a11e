export type Side = 'caller' | 'agent';

interface Piece {
  /** Samples since the beginning. */
  at: number;
  samples: Int16Array;
}

interface Lane {
  pieces: Piece[];
  /** After the last sample that was placed. */
  end: number;
}

/** Two sides of a call on one clock: what each of them said lies where it was heard, with silence between. */
export class StereoTimeline {
  readonly #lanes: Record<Side, Lane> = { caller: { pieces: [], end: 0 }, agent: { pieces: [], end: 0 } };
  readonly #samplesPerMs: number;
  readonly #startMs: number;
  #taken = 0;

  /** @param startMs the moment of the first sample; what was heard before it is left out */
  constructor({ sampleRate, startMs }: { sampleRate: number; startMs: number }) {
    this.#samplesPerMs = sampleRate / 1_000;
    this.#startMs = startMs;
  }

  /**
   * @param atMs when the first sample is heard
   * @param slackMs a gap up to this long is the clock's fault, not the speaker's: it is closed
   */
  place(side: Side, samples: Int16Array, { atMs, slackMs }: { atMs: number; slackMs: number }): void {
    const lane = this.#lanes[side];
    const wanted = this.#at(atMs);
    const goesOn = lane.end > 0 && wanted - lane.end <= slackMs * this.#samplesPerMs;
    const at = goesOn ? lane.end : Math.max(wanted, 0);
    const heard = goesOn ? samples : samples.subarray(Math.max(0, -wanted));
    if (heard.length === 0) return;
    lane.pieces.push({ at, samples: heard });
    lane.end = at + heard.length;
  }

  /** What was placed from this moment on is not heard after all. */
  cut(side: Side, fromMs: number): void {
    const lane = this.#lanes[side];
    const from = Math.max(this.#at(fromMs), this.#taken);
    if (lane.end <= from) return;
    lane.pieces = lane.pieces
      .filter(({ at }) => at < from)
      .map(({ at, samples }) => ({ at, samples: samples.subarray(0, from - at) }));
    lane.end = from;
  }

  /** Everything up to a moment that was not taken yet, interleaved: caller left, agent right. */
  take(untilMs: number): Int16Array {
    const until = this.#at(untilMs);
    const length = Math.max(0, until - this.#taken);
    const mixed = new Int16Array(length * 2);
    for (const [channel, side] of (['caller', 'agent'] as const).entries()) {
      const lane = this.#lanes[side];
      const later: Piece[] = [];
      for (const piece of lane.pieces) {
        for (let i = Math.max(0, this.#taken - piece.at); i < piece.samples.length; i += 1) {
          const to = piece.at + i - this.#taken;
          if (to >= length) break;
          mixed[to * 2 + channel] = piece.samples[i] ?? 0;
        }
        if (piece.at + piece.samples.length > until) later.push(piece);
      }
      lane.pieces = later;
    }
    this.#taken += length;
    return mixed;
  }

  /** Milliseconds taken in all. */
  get takenMs(): number {
    return Math.round(this.#taken / this.#samplesPerMs);
  }

  #at(ms: number): number {
    return Math.round((ms - this.#startMs) * this.#samplesPerMs);
  }
}
