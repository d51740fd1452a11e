import { newId } from '@parley/contracts';
import { createLogger } from '@parley/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellLateStart } from './tell-late-start.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const access = { url: 'http://127.0.0.1:1', sessionId: newId('session'), token: 'secret-token' };

function accept(isHeld: () => boolean) {
  const lines: string[] = [];
  const log = createLogger({ name: 'test' }, { write: (line) => void lines.push(line) });
  const fetchBrief = vi.fn().mockRejectedValue(new Error('no such session'));
  tellLateStart({ access, isHeld, log, fetchBrief });
  return { lines, fetchBrief };
}

test('a job that still waits for a process is shown to the control plane, once', async () => {
  const { lines, fetchBrief } = accept(() => false);
  await vi.advanceTimersByTimeAsync(1_400);
  expect(fetchBrief).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetchBrief).toHaveBeenCalledExactlyOnceWith(access);
  expect(lines.join()).toContain('waits for a process');
  expect(lines.join()).not.toContain('secret-token');
});

test('one that has begun shows itself', async () => {
  const { fetchBrief } = accept(() => true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetchBrief).not.toHaveBeenCalled();
});
