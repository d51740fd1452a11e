import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleLadder } from './idle-ladder.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start() {
  const steps: string[] = [];
  const ladder = new IdleLadder({
    idleMs: 1_000,
    questions: 2,
    ask: () => steps.push('ask'),
    giveUp: () => steps.push('goodbye'),
  });
  /** Silence until the next step, then the agent speaks and is silent again. */
  const silence = (): void => {
    ladder.quiet();
    vi.advanceTimersByTime(1_000);
    ladder.busy();
  };
  return { ladder, steps, silence };
}

test('asks twice, then says goodbye, then nothing more', () => {
  const { steps, silence } = start();
  for (let step = 0; step < 5; step += 1) silence();
  expect(steps).toEqual(['ask', 'ask', 'goodbye']);
});

test('words start it anew, noise only delays it', () => {
  const { ladder, steps, silence } = start();
  silence();
  silence();
  ladder.quiet();
  vi.advanceTimersByTime(900);
  ladder.busy();
  vi.advanceTimersByTime(5_000);
  expect(steps).toEqual(['ask', 'ask']);
  ladder.words();
  silence();
  silence();
  silence();
  expect(steps).toEqual(['ask', 'ask', 'ask', 'ask', 'goodbye']);
});

test('goes on when its questions cannot be spoken', () => {
  const { ladder, steps } = start();
  ladder.quiet();
  vi.advanceTimersByTime(10_000);
  expect(steps).toEqual(['ask', 'ask', 'goodbye']);
});

test('a stopped ladder stays stopped', () => {
  const { ladder, steps, silence } = start();
  ladder.stop();
  silence();
  expect(steps).toEqual([]);
});
