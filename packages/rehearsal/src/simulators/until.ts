import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `ms` milliseconds have passed since `since` (of performance.now()). */
export async function until(since: number, ms: number): Promise<void> {
  const left = since + ms - performance.now();
  if (left > 0) await delay(left);
}
