import { createLogger } from '@parley/observability';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endInTime } from './end-in-time.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a process that the SDK does not end is ended, and its log tells', () => {
  const lines: string[] = [];
  const exit = vi.fn();
  endInTime(createLogger({ name: 'test' }, { write: (line) => void lines.push(line) }), exit);
  vi.advanceTimersByTime(2_900);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(exit).toHaveBeenCalledTimes(1);
  expect(lines.join()).toContain('did not end the process');
});
