import type { Clock } from '../../clock.ts';

interface Failures {
  count: number;
  until: number;
}

const windowMs = 60_000;
const perAccount = 5;
const perAddress = 20;
/** So that somebody who tries endless accounts does not fill the memory. */
const maxKeys = 10_000;

/** Slows down guessing: after some failures within a minute an account, or an address, has to wait. */
export class LoginThrottle {
  readonly #clock: Clock;
  readonly #failures = new Map<string, Failures>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @returns seconds to wait; 0 when a try is allowed. */
  waitSeconds({ email, address }: { email: string; address: string }): number {
    const waits = [
      this.#waitMs(`account ${email}`, perAccount),
      this.#waitMs(`address ${address}`, perAddress),
    ];
    return Math.ceil(Math.max(...waits) / 1000);
  }

  noteFailure({ email, address }: { email: string; address: string }): void {
    for (const key of [`account ${email}`, `address ${address}`]) this.#count(key);
  }

  noteSuccess({ email }: { email: string }): void {
    this.#failures.delete(`account ${email}`);
  }

  #waitMs(key: string, limit: number): number {
    const failures = this.#failures.get(key);
    const left = failures ? failures.until - this.#clock.now() : 0;
    return failures && failures.count >= limit ? Math.max(0, left) : 0;
  }

  #count(key: string): void {
    const now = this.#clock.now();
    const known = this.#failures.get(key);
    const current = known && known.until > now ? known : { count: 0, until: now + windowMs };
    // Set anew, so that the oldest is the first to go.
    this.#failures.delete(key);
    this.#failures.set(key, { ...current, count: current.count + 1 });
    const oldest = this.#failures.keys().next();
    if (this.#failures.size > maxKeys && !oldest.done) this.#failures.delete(oldest.value);
  }
}
