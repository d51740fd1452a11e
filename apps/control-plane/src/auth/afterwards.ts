import type { Logger } from '@parley/observability';

/** Work that an answer must not wait for, because how long it takes would tell something. */
export class Afterwards {
  readonly #log: Logger;
  readonly #running = new Set<Promise<void>>();

  constructor(log: Logger) {
    this.#log = log;
  }

  /** @param name of the work, for the log if it fails. */
  do(name: string, work: () => Promise<unknown>): void {
    const running = this.#run(name, work).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  async #run(name: string, work: () => Promise<unknown>): Promise<void> {
    // Not in the turn of the request.
    await new Promise(setImmediate);
    await work().catch((error: unknown) =>
      this.#log.error({ err: error, name }, 'work after an answer failed'),
    );
  }
}
