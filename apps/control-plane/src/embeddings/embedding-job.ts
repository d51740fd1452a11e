import { type Embedder, embedKnowledge } from '@parley/core';
import type { Database } from '@parley/db';
import type { Logger } from '@parley/observability';
import type { Clock } from '../clock.ts';

export interface EmbeddingJobLimits {
  /** Between two looks when there is nothing to do. */
  pollMs: number;
  /** The longest wait after failures, which grow from `pollMs`. */
  maxWaitMs: number;
}

export const embeddingJobLimits: EmbeddingJobLimits = { pollMs: 10_000, maxWaitMs: 300_000 };

interface EmbeddingJobContext {
  db: Database;
  embedder: Embedder;
  clock: Clock;
  log: Logger;
  limits?: EmbeddingJobLimits;
}

/** Keeps the embeddings up with the knowledge. What is to be done is in the database, so a restart loses nothing. */
export class EmbeddingJob {
  readonly #context: Required<EmbeddingJobContext>;
  readonly #stopping = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #callOff = () => {};
  #failures = 0;

  constructor({ limits = embeddingJobLimits, ...context }: EmbeddingJobContext) {
    this.#context = { ...context, limits };
  }

  start(): void {
    this.#turn = this.#run();
  }

  /** Gives up what is under way; what was embedded is kept. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#callOff();
    await this.#turn;
  }

  async #run(): Promise<void> {
    const { db, embedder, clock, log, limits } = this.#context;
    const { signal } = this.#stopping;
    try {
      const embedded = await embedKnowledge({ db, embedder, signal });
      if (embedded > 0) log.info({ embedded, model: embedder.model }, 'knowledge embedded');
      this.#failures = 0;
    } catch (error) {
      // One line for an outage, however long.
      if (this.#failures === 0 && !signal.aborted)
        log.warn({ err: error }, 'knowledge not embedded; it is tried again');
      this.#failures += 1;
    }
    if (signal.aborted) return;
    const wait = Math.min(limits.pollMs * 2 ** this.#failures, limits.maxWaitMs);
    this.#callOff = clock.after(this.#failures > 0 ? wait : limits.pollMs, () => this.start());
  }
}
