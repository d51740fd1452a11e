import type { Clock } from '../clock.ts';

export interface ManualClock extends Clock {
  /** Moves on by `ms`, running what falls due on the way, in order, and what that sets off. */
  advance(ms: number): Promise<void>;
  /** Set to whether something is under way that does not wait for the clock. */
  isBusy: () => boolean;
}

interface Timer {
  at: number;
  task: () => void;
}

/** Lets everything run on until all of it waits for the clock. */
const settle = async ({ isBusy }: Pick<ManualClock, 'isBusy'>): Promise<void> => {
  for (let idleTurns = 0; idleTurns < 10; idleTurns = isBusy() ? 0 : idleTurns + 1) {
    await new Promise(setImmediate);
  }
};

export function createManualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start;
  const timers = new Set<Timer>();
  const next = (until: number): Timer | undefined =>
    [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  const clock: ManualClock = {
    isBusy: () => false,
    now: () => now,
    after: (ms, task) => {
      const timer = { at: now + ms, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: async (ms) => {
      const until = now + ms;
      await settle(clock);
      for (let timer = next(until); timer; timer = next(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.task();
        await settle(clock);
      }
      now = until;
      await settle(clock);
    },
  };
  return clock;
}
