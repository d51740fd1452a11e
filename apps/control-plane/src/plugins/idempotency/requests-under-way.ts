import { DomainError } from '@parley/core';
import type { Clock } from '../../clock.ts';
import type { Answer } from './keep-answer.ts';

/** How long a duplicate waits for the first. */
const waitMs = 5_000;

/** What a request is known by: whose key, and what it asks. */
export interface Named {
  name: string;
  request: string;
}

/** Requests with an idempotency key that this process carries out. Their duplicates wait here for the answer. */
export class RequestsUnderWay {
  readonly #clock: Clock;
  readonly #first = new Map<string, { request: string; over: PromiseWithResolvers<Answer | undefined> }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * @returns what the same request was answered that was being carried out; nothing when this is the one to carry it
   * out: `leave` must follow.
   * @throws DomainError `IDEMPOTENCY_IN_FLIGHT` when that takes too long, `IDEMPOTENCY_MISMATCH` for another request
   * under the same key.
   */
  async enter({ name, request }: Named): Promise<Answer | undefined> {
    const until = this.#clock.now() + waitMs;
    for (let first = this.#first.get(name); first; first = this.#first.get(name)) {
      if (first.request !== request) throw mismatch();
      const answer = await this.#within(until - this.#clock.now(), first.over.promise);
      if (answer) return answer;
    }
    this.#first.set(name, { request, over: Promise.withResolvers() });
    return undefined;
  }

  /** @param answer left out when there is none that may be given to others. */
  leave({ name }: Named, answer?: Answer): void {
    const first = this.#first.get(name);
    this.#first.delete(name);
    first?.over.resolve(answer);
  }

  async #within<T>(ms: number, over: Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>();
    const callOff = this.#clock.after(Math.max(0, ms), () => late.reject(inFlight()));
    try {
      return await Promise.race([over, late.promise]);
    } finally {
      callOff();
    }
  }
}

const mismatch = () =>
  new DomainError(
    'IDEMPOTENCY_MISMATCH',
    'This idempotency key was used for another request. Use a new one for each request.',
  );
const inFlight = () =>
  new DomainError(
    'IDEMPOTENCY_IN_FLIGHT',
    'The same request is being carried out. Send it again in a moment for its answer.',
  );
