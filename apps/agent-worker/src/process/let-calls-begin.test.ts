import { afterEach, expect, test, vi } from 'vitest';
import { letCallsBegin, noteCall } from './let-calls-begin.ts';

afterEach(() => {
  vi.useRealTimers();
  delete process.env.PARLEY_CALL_TAKEN_AT;
});

/** Whether it still waits after so many milliseconds. */
async function waits(takenAgoMs: number | undefined, ms: number): Promise<boolean> {
  vi.useFakeTimers();
  if (takenAgoMs !== undefined) noteCall(Date.now() - takenAgoMs);
  let over = false;
  const begun = letCallsBegin().then(() => {
    over = true;
  });
  await vi.advanceTimersByTimeAsync(ms);
  const waiting = !over;
  await vi.runAllTimersAsync();
  await begun;
  return waiting;
}

test('a process that follows a call gives it time to begin', async () => {
  expect(await waits(200, 1_299)).toBe(true);
  expect(await waits(200, 1_300)).toBe(false);
});

test('without a call, or long after one, it starts at once', async () => {
  expect(await waits(undefined, 0)).toBe(false);
  expect(await waits(1_500, 0)).toBe(false);
  // A clock that was set back.
  expect(await waits(-60_000, 0)).toBe(false);
});
