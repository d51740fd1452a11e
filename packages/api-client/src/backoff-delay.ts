const firstMs = 100;
const longestMs = 2_000;

/**
 * Milliseconds to wait before the given repeat (counted from 1): doubling from 100 ms to 2 s.
 * The jitter takes up to half away, so that many clients of a restarted server do not return at once.
 */
export function backoffDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.max(0, attempt - 1));
  return Math.round(ceiling * (1 - random() / 2));
}
