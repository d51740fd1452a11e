/** Recognition has been started anew by then, and has heard it all once more. */
const graceMs = 2_500;

/**
 * Speech that becomes no words even in a second try: the caller is told once, and then not before words were heard
 * again, for it may be somebody in the background.
 */
export class UnheardSpeech {
  readonly #tell: () => void;
  #timer: NodeJS.Timeout | undefined;
  #told = false;

  /** @param tell says that nothing was understood, where it is quiet */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Speech has ended, and no words have come. */
  missed(): void {
    if (this.#told) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#told = true;
      this.#tell();
    }, graceMs);
  }

  /** The caller speaks: what they say now counts. */
  speaks(): void {
    clearTimeout(this.#timer);
  }

  words(): void {
    clearTimeout(this.#timer);
    this.#told = false;
  }
}
