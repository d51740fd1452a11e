import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeyCollector } from './key-collector.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function collect() {
  const entries: string[] = [];
  const collector = new KeyCollector({ pauseMs: 2_500, onEntry: (keys) => entries.push(keys) });
  const press = (keys: string) => {
    for (const key of keys) collector.press(key);
  };
  return { entries, collector, press };
}

test('# ends an entry at once, and is no part of it', () => {
  const { entries, press } = collect();
  press('5550142#');
  expect(entries).toEqual(['5550142']);
  press('*1#');
  expect(entries).toEqual(['5550142', '*1']);
  vi.runAllTimers();
  expect(entries).toHaveLength(2);
});

test('a pause ends it too, counted from the last key', () => {
  const { entries, press } = collect();
  press('55');
  vi.advanceTimersByTime(2_400);
  press('5');
  vi.advanceTimersByTime(2_400);
  expect(entries).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(entries).toEqual(['555']);
});

test('a # alone is told; what was begun when the call ends is not', () => {
  const { entries, press, collector } = collect();
  press('#');
  expect(entries).toEqual(['#']);
  press('12');
  collector.stop();
  vi.runAllTimers();
  expect(entries).toEqual(['#']);
});

test('a key that is stuck makes entries of a bounded length', () => {
  const { entries, press } = collect();
  press('1'.repeat(130));
  expect(entries.map(({ length }) => length)).toEqual([64, 64]);
});
