import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Logger } from '@parley/observability';

/** Up to here the queues of all calls hold out; beyond it callers hear holes. */
const tolerableMs = 60;
const windowMs = 5000;
const resolutionMs = 10;

export interface EventLoopWatch {
  /** The longest the loop stood still in the last five seconds: a reason to take no further call. */
  readonly longestStallMs: number;
  stop(): void;
}

/** All calls share one event loop: whatever holds it up, all of them hear. Warns in every window that was too slow. */
export function watchEventLoop(log: Pick<Logger, 'warn'>): EventLoopWatch {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  delay.enable();
  let before = 0;
  const longest = (): number => Math.max(0, Math.round(delay.max / 1e6) - resolutionMs);
  const timer = setInterval(() => {
    before = longest();
    delay.reset();
    if (before > tolerableMs) log.warn({ stallMs: before }, 'the event loop stood still: callers hear holes');
  }, windowMs);
  timer.unref();
  return {
    get longestStallMs() {
      return Math.max(before, longest());
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
