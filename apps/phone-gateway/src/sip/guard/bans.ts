const windowMs = 60_000;
const maxSources = 5_000;

/** Counts the bad attempts of strangers and bans who makes too many. */
export class Bans {
  readonly #attempts = new Map<string, { count: number; since: number }>();
  readonly #until = new Map<string, number>();
  readonly #limits: { badAttempts: number; banMs: number };
  readonly #now: () => number;
  /** Bans imposed since the start. */
  imposed = 0;

  constructor(limits: { badAttempts: number; banMs: number }, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  isBanned(address: string): boolean {
    const until = this.#until.get(address);
    if (until === undefined) return false;
    if (until > this.#now()) return true;
    this.#until.delete(address);
    return false;
  }

  /** True when this attempt was the one too many. */
  count(address: string): boolean {
    if (this.isBanned(address)) return false;
    const now = this.#now();
    const seen = this.#attempts.get(address);
    const count = seen && now - seen.since < windowMs ? seen.count + 1 : 1;
    this.#attempts.delete(address);
    if (count < this.#limits.badAttempts) {
      put(this.#attempts, address, { count, since: count === 1 ? now : (seen?.since ?? now) });
      return false;
    }
    put(this.#until, address, now + this.#limits.banMs);
    this.imposed += 1;
    return true;
  }
}

/** A scan from very many addresses must not fill the memory: the oldest is forgotten. */
function put<V>(map: Map<string, V>, key: string, value: V) {
  map.set(key, value);
  if (map.size > maxSources) for (const oldest of map.keys()) return map.delete(oldest);
  return true;
}
