import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A nonce that serves for a minute costs a caller nothing and a thief everything. */
const lifetimeMs = 60_000;

export type NonceState = 'fresh' | 'stale' | 'unknown' | 'replayed';

/** Nonces that carry their own proof: a scanner's challenges cost no memory, only used nonces do. */
export class Nonces {
  readonly #key = randomBytes(32);
  readonly #now: () => number;
  /** Highest count seen per nonce; 0 when it came without a count, which allows one use. */
  readonly #used = new Map<string, number>();

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  issue(): string {
    const body = `${this.#now().toString(36)}.${randomBytes(9).toString('base64url')}`;
    return `${body}.${this.#sign(body)}`;
  }

  /** Whether the nonce may be used with this count now. Does not use it up. */
  check(nonce: string, count: number | undefined): NonceState {
    const [time = '', random = '', signature = ''] = nonce.split('.');
    const expected = Buffer.from(this.#sign(`${time}.${random}`));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'unknown';
    if (this.#now() - Number.parseInt(time, 36) > lifetimeMs) return 'stale';
    const last = this.#used.get(nonce);
    if (last === undefined) return 'fresh';
    return count !== undefined && last > 0 && count > last ? 'fresh' : 'replayed';
  }

  use(nonce: string, count: number | undefined): void {
    this.#used.delete(nonce);
    this.#used.set(nonce, count ?? 0);
    this.#forgetStale();
  }

  /** Insertion order is age. Only who knows the password can make this map long. */
  #forgetStale() {
    for (const nonce of this.#used.keys()) {
      if (this.check(nonce, undefined) !== 'stale') break;
      this.#used.delete(nonce);
    }
  }

  #sign(body: string): string {
    return createHmac('sha256', this.#key).update(body).digest('base64url').slice(0, 22);
  }
}
