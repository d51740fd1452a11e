import { setTimeout as delay } from 'node:timers/promises';
import { backoffDelay } from '../backoff-delay.ts';
import { isParleyApiError } from '../parley-api-error.ts';

/** Worth another try: no answer at all, or one that says the server is not itself at the moment. */
const isPassing = (error: unknown): boolean =>
  isParleyApiError(error) && (error.status === 0 || error.status === 429 || error.status >= 500);

/** Repeats an idempotent request up to `tries` times in all; the last error is thrown. */
export async function withRetries<T>(
  attempt: () => Promise<T>,
  options: { tries: number; signal?: AbortSignal | undefined },
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (tried >= options.tries || !isPassing(error)) throw error;
      await delay(backoffDelay(tried), undefined, { signal: options.signal });
    }
  }
}
