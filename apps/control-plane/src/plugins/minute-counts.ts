const minuteMs = 60_000;

interface Minute {
  since: number;
  count: number;
}

/** How often each name asked in its own current minute. The one not seen for longest is forgotten first. */
export class MinuteCounts {
  readonly #minutes = new Map<string, Minute>();
  readonly #remembered: number;
  #newest: string | undefined;

  /** @param remembered how many names at most */
  constructor(remembered: number) {
    this.#remembered = remembered;
  }

  /** @returns how often it asked, this time included, and the seconds until it begins anew. */
  count(name: string, now: number): { count: number; seconds: number } {
    const minute = this.#minutes.get(name) ?? { since: now, count: 0 };
    if (now - minute.since >= minuteMs) {
      minute.since = now;
      minute.count = 0;
    }
    minute.count += 1;
    if (name !== this.#newest) this.#putLast(name, minute);
    return { count: minute.count, seconds: Math.ceil((minute.since + minuteMs - now) / 1000) };
  }

  /** A map keeps the order in which names were put in. */
  #putLast(name: string, minute: Minute): void {
    this.#newest = name;
    this.#minutes.delete(name);
    this.#minutes.set(name, minute);
    if (this.#minutes.size > this.#remembered) this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const name of this.#minutes.keys()) {
      this.#minutes.delete(name);
      return;
    }
  }
}
