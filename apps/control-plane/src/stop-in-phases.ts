import type { Logger } from '@parley/observability';

export interface StopPhase {
  name: string;
  /** Milliseconds after which the next phase begins all the same. */
  withinMs: number;
  run: () => Promise<unknown> | unknown;
}

/** Stops one part after another. A phase that fails or takes too long is logged and does not hold up the rest. */
export async function stopInPhases(phases: StopPhase[], log: Logger): Promise<void> {
  for (const { name, withinMs, run } of phases) {
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error(`not done within ${withinMs} ms`)), withinMs);
    try {
      await Promise.race([run(), late.promise]);
      log.info({ phase: name }, 'stopped');
    } catch (error) {
      log.error({ err: error, phase: name }, 'not stopped cleanly');
    } finally {
      clearTimeout(timer);
    }
  }
}
