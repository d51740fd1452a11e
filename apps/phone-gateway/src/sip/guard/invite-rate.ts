const maxSources = 5_000;

/** A token bucket per source for new INVITEs: a flood is refused before it costs anything. */
export class InviteRate {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #limits: { invitesPerSecond: number; inviteBurst: number };
  readonly #now: () => number;

  constructor(limits: { invitesPerSecond: number; inviteBurst: number }, now: () => number = Date.now) {
    this.#limits = limits;
    this.#now = now;
  }

  admit(address: string): boolean {
    const now = this.#now();
    const { invitesPerSecond, inviteBurst } = this.#limits;
    const bucket = this.#buckets.get(address) ?? { tokens: inviteBurst, at: now };
    const filled = Math.min(inviteBurst, bucket.tokens + ((now - bucket.at) / 1000) * invitesPerSecond);
    this.#buckets.delete(address);
    this.#buckets.set(address, { tokens: filled >= 1 ? filled - 1 : filled, at: now });
    if (this.#buckets.size > maxSources)
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    return filled >= 1;
  }
}
