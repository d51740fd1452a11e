import { setImmediate as endOfTurn } from 'node:timers/promises';

/**
 * One read for many who ask for the same at once. Nobody is given an answer whose read began before they asked: so
 * what was committed before a request is seen by it, as if it had read alone. A read begins when all that came in with
 * its first asker is taken in, and when the one before it is over.
 */
export class SharedReads<T> {
  /** Not begun yet: who asks now shares it. */
  readonly #waiting = new Map<string, Promise<T>>();
  readonly #underWay = new Map<string, Promise<void>>();

  read(key: string, load: () => Promise<T>): Promise<T> {
    const waiting = this.#waiting.get(key);
    if (waiting) return waiting;
    const reading = this.#readInTurn(key, load);
    this.#waiting.set(key, reading);
    return reading;
  }

  async #readInTurn(key: string, load: () => Promise<T>): Promise<T> {
    await this.#underWay.get(key);
    await endOfTurn();
    this.#waiting.delete(key);
    const { promise: over, resolve } = Promise.withResolvers<void>();
    this.#underWay.set(key, over);
    try {
      return await load();
    } finally {
      // Who waits for this one begins after it, and puts itself in its place.
      this.#underWay.delete(key);
      resolve();
    }
  }
}
