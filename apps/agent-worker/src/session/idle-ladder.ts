export interface IdleLadderOptions {
  /** Milliseconds of silence on both sides before each step. */
  idleMs: number;
  /** How often it asks before it gives up. */
  questions: number;
  /** Asks whether the caller is still there. */
  ask: () => void;
  /** Says goodbye and hangs up. */
  giveUp: () => void;
}

/** A caller who says nothing is asked a few times, then the call ends. Words start it anew; noise only delays it. */
export class IdleLadder {
  readonly #options: IdleLadderOptions;
  #asked = 0;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #restUntil = 0;

  constructor(options: IdleLadderOptions) {
    this.#options = options;
  }

  /** Both sides are silent from now on. */
  quiet(): void {
    this.busy();
    if (this.#stopped) return;
    const wait = Math.max(this.#options.idleMs, this.#restUntil - Date.now());
    this.#timer = setTimeout(() => this.#step(), wait);
  }

  /** Somebody speaks, or the agent thinks. */
  busy(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The caller has pressed a key: there, but perhaps in the midst of an entry. */
  keyed(): void {
    this.words();
    if (this.#timer !== undefined) this.quiet();
  }

  /** The caller has said or typed something. */
  words(): void {
    this.#asked = 0;
    this.#restUntil = 0;
  }

  /** The caller has asked to be waited for: silence counts only after this, or after further words. */
  rest(ms: number): void {
    this.#restUntil = Date.now() + ms;
  }

  stop(): void {
    this.#stopped = true;
    this.busy();
  }

  #step(): void {
    this.#asked += 1;
    if (this.#asked <= this.#options.questions) {
      // Should the question not be heard, the ladder goes on all the same; when it is, `busy` stops the clock.
      this.quiet();
      this.#options.ask();
      return;
    }
    this.stop();
    this.#options.giveUp();
  }
}
