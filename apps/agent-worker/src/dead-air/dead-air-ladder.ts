/** Milliseconds of silence. */
export interface DeadAirLimits {
  /** From the caller's last sound to "one moment". */
  bridgeMs: number;
  /** From there to saying so once more. */
  againMs: number;
  /** From there, the first time, to the apology. */
  apologyMs: number;
  /** A turn that took long to end is given at least so much; and so is every silence that something has broken. */
  leastMs: number;
  /** Pauses between the sentences of an answer are shorter; what is longer is silence. */
  pauseMs: number;
}

export interface DeadAirOptions {
  limits: Omit<DeadAirLimits, 'pauseMs'>;
  /** Says that it takes a moment. */
  bridge(): void;
  /** Gives the answer up, says so, and offers a way out. */
  apologize(): void;
}

/**
 * Nobody who has finished speaking is left in silence: after a while they hear "one moment", then once more, and
 * after a longer one an apology. What counts is what is heard: it does not matter which part of the pipeline hangs.
 */
export class DeadAirLadder {
  readonly #options: DeadAirOptions;
  /** Since when the caller waits for an answer. */
  #owedSince: number | undefined;
  #step: 'bridge' | 'again' | 'apology' = 'bridge';
  #silent = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(options: DeadAirOptions) {
    this.#options = options;
  }

  /** The caller's turn is over, or the agent goes on without a word. @param since in milliseconds since the epoch */
  owed(since: number): void {
    this.#owedSince = since;
    this.#step = 'bridge';
    this.#arm();
  }

  /** More is to come, if nothing is owed already. @param since in milliseconds since the epoch */
  more(since = Date.now()): void {
    if (this.#owedSince === undefined) this.owed(since);
  }

  /** The caller has heard something, or nothing more is to come. */
  answered(): void {
    this.#owedSince = undefined;
    clearTimeout(this.#timer);
  }

  /** @param silent whether nothing is heard of anybody, and it is the agent's turn to speak */
  set silent(silent: boolean) {
    if (silent === this.#silent) return;
    this.#silent = silent;
    this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.answered();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#owedSince === undefined || !this.#silent || this.#stopped) return;
    const { bridgeMs, againMs, apologyMs, leastMs } = this.#options.limits;
    const limit = bridgeMs + { bridge: 0, again: againMs, apology: apologyMs }[this.#step];
    const wait = Math.max(leastMs, this.#owedSince + limit - Date.now());
    this.#timer = setTimeout(() => this.#climb(), wait);
  }

  #climb(): void {
    if (this.#step === 'apology') {
      this.answered();
      this.#options.apologize();
      return;
    }
    this.#step = this.#step === 'bridge' ? 'again' : 'apology';
    this.#arm();
    this.#options.bridge();
  }
}
