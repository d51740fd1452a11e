import { addressBits, DomainError } from '@parley/core';
import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock.ts';

interface Tries {
  count: number;
  until: number;
}

interface ThrottleLimits {
  windowMs: number;
  perAccount: number;
  perAddress: number;
}

/** An account by its e-mail or id, whether or not there is one, and where the try comes from. */
export interface Trier {
  account?: string;
  address: string;
}

/** So that somebody who tries endless accounts does not fill the memory. */
const maxKeys = 10_000;

/** Whoever has one IPv6 address has all those of its /64. */
const placeOf = (address: string): string => addressBits(address)?.slice(0, 64) ?? address;

/** Slows down guessing: after some tries within a while an account, or an address, has to wait. */
export class Throttle {
  readonly #clock: Clock;
  readonly #limits: ThrottleLimits;
  readonly #tries = new Map<string, Tries>();

  constructor(clock: Clock, limits: ThrottleLimits) {
    this.#clock = clock;
    this.#limits = limits;
  }

  /**
   * Counts a try before it is carried out, so that many at once are not all let through.
   * @throws DomainError `RATE_LIMITED`, with `Retry-After` set on the reply.
   */
  admit(trier: Trier, reply: FastifyReply): void {
    const keys = this.#keysOf(trier);
    const wait = Math.ceil(Math.max(...keys.map(([key, limit]) => this.#waitMs(key, limit))) / 1000);
    if (wait > 0) {
      reply.header('retry-after', wait);
      throw new DomainError('RATE_LIMITED', `Too many tries. Wait ${wait} s.`);
    }
    for (const [key] of keys) this.#count(key);
  }

  /** A try that was no guess: the account's are forgotten, the address's is taken back. */
  forgive({ account, address }: Trier): void {
    if (account !== undefined) this.#tries.delete(`account ${account}`);
    const atAddress = this.#tries.get(`address ${placeOf(address)}`);
    if (atAddress && atAddress.count > 0) atAddress.count -= 1;
  }

  #keysOf({ account, address }: Trier): [key: string, limit: number][] {
    const { perAccount, perAddress } = this.#limits;
    const ofAddress: [string, number] = [`address ${placeOf(address)}`, perAddress];
    return account === undefined ? [ofAddress] : [[`account ${account}`, perAccount], ofAddress];
  }

  #waitMs(key: string, limit: number): number {
    const tries = this.#tries.get(key);
    const left = tries ? tries.until - this.#clock.now() : 0;
    return tries && tries.count >= limit ? Math.max(0, left) : 0;
  }

  #count(key: string): void {
    const now = this.#clock.now();
    const known = this.#tries.get(key);
    const current = known && known.until > now ? known : { count: 0, until: now + this.#limits.windowMs };
    // Set anew, so that the oldest is the first to go.
    this.#tries.delete(key);
    this.#tries.set(key, { ...current, count: current.count + 1 });
    const oldest = this.#tries.keys().next();
    if (this.#tries.size > maxKeys && !oldest.done) this.#tries.delete(oldest.value);
  }
}
