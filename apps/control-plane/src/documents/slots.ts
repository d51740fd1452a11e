import { DomainError } from '@parley/core';

export interface SlotLimits {
  atOnce: number;
  waiting: number;
  waitMs: number;
}

/** Lets so many work at once; a few more wait for their turn, the rest are sent away. */
export class Slots {
  readonly #limits: SlotLimits;
  readonly #waiting: (() => void)[] = [];
  #busy = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  /** @throws DomainError `RATE_LIMITED` when there is no place, or not in time. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#busy >= this.#limits.atOnce) await this.#wait();
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over, so that nobody comes between.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy -= 1;
    }
  }

  #wait(): Promise<void> {
    const { waiting, waitMs } = this.#limits;
    if (this.#waiting.length >= waiting) return Promise.reject(tooMany());
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(tooMany());
      }, waitMs);
      const turn = () => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.push(turn);
    });
  }
}

const tooMany = () =>
  new DomainError(
    'RATE_LIMITED',
    'Too many documents are being read just now. Send this one again in a while.',
  );
