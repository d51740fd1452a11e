import { expect, test } from 'vitest';
import { chooseWait, type WaitFacts } from './choose-wait.ts';

const wait = (facts: Partial<WaitFacts> = {}): number =>
  chooseWait({
    words: 'open',
    audio: { probability: 0.9, sureFrom: 0.4 },
    usualPauseMs: undefined,
    pace: 'normal',
    ...facts,
  });
const doubtful = { probability: 0.05, sureFrom: 0.4 };

test('words and voice count together', () => {
  expect(wait({ words: 'finished' })).toBeLessThan(wait());
  expect(wait()).toBeLessThan(wait({ words: 'unfinished' }));
  for (const words of ['finished', 'open', 'unfinished'] as const) {
    expect(wait({ words })).toBeLessThan(wait({ words, audio: doubtful }));
  }
});

test('the more the voice sounds as if it went on, the longer', () => {
  const waits = [0.4, 0.3, 0.2, 0.1, 0].map((probability) => wait({ audio: { probability, sureFrom: 0.4 } }));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(new Set(waits).size).toBe(waits.length);
});

test('a model that did not answer is no constant: the words still count', () => {
  expect(wait({ audio: undefined, words: 'finished' })).toBeLessThan(wait({ audio: undefined }));
  expect(wait({ audio: undefined })).toBeLessThan(wait({ audio: undefined, words: 'unfinished' }));
});

test('who pauses long is waited for, but not after a whole answer', () => {
  expect(wait({ usualPauseMs: 900 })).toBeGreaterThan(900);
  expect(wait({ usualPauseMs: 900, words: 'finished' })).toBe(wait({ words: 'finished' }));
  expect(wait({ usualPauseMs: 200 })).toBe(wait());
});

test('the pace of the agent, within bounds', () => {
  expect(wait({ pace: 'quick' })).toBeLessThan(wait());
  expect(wait({ pace: 'calm' })).toBeGreaterThan(wait());
  expect(wait({ pace: 'quick', words: 'finished' })).toBeGreaterThanOrEqual(300);
  expect(wait({ pace: 'calm', words: 'unfinished', audio: doubtful, usualPauseMs: 2_400 })).toBe(2_500);
});
