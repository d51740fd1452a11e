import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeadAirLadder } from './dead-air-ladder.ts';

beforeEach(() => vi.useFakeTimers({ now: 10_000 }));
afterEach(() => vi.useRealTimers());

function start() {
  const heard: [string, number][] = [];
  const ladder = new DeadAirLadder({
    limits: { bridgeMs: 3_000, againMs: 4_000, apologyMs: 6_000, leastMs: 1_000 },
    bridge: () => heard.push(['bridge', Date.now()]),
    apologize: () => heard.push(['apology', Date.now()]),
  });
  const pass = (ms: number): void => void vi.advanceTimersByTime(ms);
  return { ladder, heard, pass };
}

test('an answer in time: nothing is said', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(10_000);
  pass(2_900);
  ladder.answered();
  pass(60_000);
  expect(heard).toEqual([]);
});

test('no answer: a bridge, another, one apology, and then nothing more', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(10_000);
  pass(60_000);
  expect(heard).toEqual([
    ['bridge', 13_000],
    ['bridge', 17_000],
    ['apology', 19_000],
  ]);
});

test('an answer after the bridge: no apology', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(10_000);
  pass(3_000);
  // The bridge itself is heard, and is no answer.
  ladder.silent = false;
  pass(900);
  ladder.silent = true;
  pass(2_000);
  ladder.answered();
  pass(60_000);
  expect(heard).toEqual([['bridge', 13_000]]);
});

test('nothing is said while somebody speaks, and not at once after it', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(10_000);
  pass(2_500);
  ladder.silent = false;
  pass(20_000);
  expect(heard).toEqual([]);
  ladder.silent = true;
  pass(999);
  expect(heard).toEqual([]);
  pass(1);
  expect(heard).toEqual([['bridge', 33_500]]);
});

test('a turn that took long to end is not answered by a bridge the moment it ends', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(7_500);
  pass(999);
  expect(heard).toEqual([]);
  pass(1);
  expect(heard).toEqual([['bridge', 11_000]]);
});

test('a further turn begins anew, and more to come is owed once', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(10_000);
  pass(3_000);
  ladder.owed(Date.now());
  pass(2_000);
  ladder.more();
  pass(1_000);
  expect(heard).toEqual([
    ['bridge', 13_000],
    ['bridge', 16_000],
  ]);
  ladder.answered();
  ladder.more();
  pass(3_000);
  expect(heard.at(-1)).toEqual(['bridge', 19_000]);
});

test('after the end nothing is said', () => {
  const { ladder, heard, pass } = start();
  ladder.silent = true;
  ladder.owed(10_000);
  ladder.stop();
  ladder.owed(Date.now());
  pass(60_000);
  expect(heard).toEqual([]);
});
