import { forgetOldRequests } from '@parley/core';
import type { Dependencies } from '../dependencies.ts';

const hourMs = 3_600_000;

/** Every hour removes what is kept for a time only. */
export function forgetInBackground({
  database: { db },
  clock,
  log,
}: Pick<Dependencies, 'database' | 'clock' | 'log'>): void {
  const run = async (): Promise<void> => {
    clock.after(hourMs, () => void run());
    await forgetOldRequests({ db, now: new Date(clock.now()) }).catch((error: unknown) =>
      log.warn({ err: error }, 'old requests not removed; it is tried again in an hour'),
    );
  };
  void run();
}
