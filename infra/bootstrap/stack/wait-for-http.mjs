import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until the answer is 200.
 * @param {string} url
 * @param {AbortSignal} signal
 * @param {(answer: string) => void} [hear] told the latest answer that was not the right one
 */
export const waitForHttp = async (url, signal, hear = () => {}) => {
  for (;;) {
    signal.throwIfAborted();
    try {
      const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
      const text = await response.text();
      if (response.status === 200) return;
      hear(`${response.status} ${text.slice(0, 300)}`);
    } catch (error) {
      hear(error instanceof Error ? String(error.cause ?? error.message) : String(error));
    }
    await delay(50, undefined, { signal });
  }
};
