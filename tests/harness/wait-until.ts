import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Milliseconds after which waiting is a failure. */
  within: number;
  /** What is waited for, for the failure's message. */
  what: string;
  every?: number;
}

/**
 * Polls something that sends no event of its own until it answers with a value.
 * @returns the first value that is neither undefined nor false.
 * @throws when there was none in time, with the last error seen, if any.
 */
export async function waitUntil<T>(
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  { within, what, every = 50 }: WaitOptions,
): Promise<T> {
  const deadline = performance.now() + within;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await probe();
      if (value !== undefined && value !== false) return value;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) {
      throw new Error(`not within ${within} ms: ${what}`, { cause: lastError });
    }
    await delay(every);
  }
}
