/** A word of what is said, with its seconds from the beginning; without them where the voice tells none. */
export interface SpokenWord {
  text: string;
  startTime?: number | undefined;
  endTime?: number | undefined;
}

/** A piece of speech: samples at `ttsSampleRate`, mono, and the words that came with it. */
export interface SpokenPiece {
  samples: Int16Array;
  words: SpokenWord[];
}

/** Speech that is made once and heard any number of times, each from its beginning, also while it is being made. */
export class Spoken {
  readonly #pieces: SpokenPiece[] = [];
  #state: 'making' | 'whole' | 'broken' = 'making';
  #changed = Promise.withResolvers<void>();

  static whole(pieces: readonly SpokenPiece[]): Spoken {
    const spoken = new Spoken();
    for (const piece of pieces) spoken.add(piece);
    spoken.end(true);
    return spoken;
  }

  add(piece: SpokenPiece): void {
    this.#pieces.push(piece);
    this.#tell();
  }

  /** @param whole false when the making broke off. */
  end(whole: boolean): void {
    if (this.#state !== 'making') return;
    this.#state = whole && this.#pieces.length > 0 ? 'whole' : 'broken';
    this.#tell();
  }

  get pieces(): readonly SpokenPiece[] {
    return this.#pieces;
  }

  get isWhole(): boolean {
    return this.#state === 'whole';
  }

  get isBroken(): boolean {
    return this.#state === 'broken';
  }

  /** Every piece as soon as it is there, to the last; ends early where the making broke off, or `signal` aborts. */
  async *hear(signal: AbortSignal): AsyncGenerator<SpokenPiece> {
    const aborted = Promise.withResolvers<void>();
    const stop = (): void => aborted.resolve();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for (let next = 0; !signal.aborted; ) {
        const piece = this.#pieces[next];
        if (piece) {
          next += 1;
          yield piece;
        } else if (this.#state === 'making') await Promise.race([this.#changed.promise, aborted.promise]);
        else return;
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #tell(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
