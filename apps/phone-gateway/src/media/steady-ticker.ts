/** Ticks that a stalled event loop made late are made up for, up to so many; older ones are skipped. */
const mostTogether = 5;

/**
 * Calls `onTick` every `everyMs` on the whole: every wait is reckoned from the start, so that it never drifts away
 * from the clock of who listens.
 * @returns stops it
 */
export function startSteadyTicker(everyMs: number, onTick: () => void): () => void {
  const startMs = performance.now();
  let ticks = 0;
  let stopped = false;
  let timer: NodeJS.Timeout;
  const tick = (): void => {
    const due = Math.floor((performance.now() - startMs) / everyMs);
    ticks = Math.max(ticks, due - mostTogether);
    while (ticks < due && !stopped) {
      ticks++;
      onTick();
    }
    if (!stopped) schedule();
  };
  const schedule = (): void => {
    timer = setTimeout(tick, Math.max(0, startMs + (ticks + 1) * everyMs - performance.now()));
  };
  schedule();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
