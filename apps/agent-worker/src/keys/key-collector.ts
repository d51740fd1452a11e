/** More keys than any number has; what comes after them begins anew. */
const mostKeys = 64;

/** Gathers keys to an entry: `#` ends it, or a pause does. A `#` alone is an entry, for who only confirms. */
export class KeyCollector {
  readonly #pauseMs: number;
  readonly #onEntry: (keys: string) => void;
  #keys = '';
  #timer: NodeJS.Timeout | undefined;

  /** @param options.pauseMs without a further key, after which an entry is complete */
  constructor(options: { pauseMs: number; onEntry: (keys: string) => void }) {
    this.#pauseMs = options.pauseMs;
    this.#onEntry = options.onEntry;
  }

  press(key: string): void {
    clearTimeout(this.#timer);
    if (key !== '#') this.#keys += key;
    if (key === '#' || this.#keys.length >= mostKeys) this.#complete();
    else this.#timer = setTimeout(() => this.#complete(), this.#pauseMs);
  }

  /** What was begun is forgotten. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#keys = '';
  }

  #complete(): void {
    const keys = this.#keys || '#';
    this.stop();
    this.#onEntry(keys);
  }
}
