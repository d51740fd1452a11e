import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UnheardSpeech } from './unheard-speech.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start() {
  const tell = vi.fn();
  const unheard = new UnheardSpeech(tell);
  const miss = (): void => {
    unheard.missed();
    vi.advanceTimersByTime(2_500);
  };
  return { unheard, tell, miss };
}

test('words of the second try are enough', () => {
  const { unheard, tell } = start();
  unheard.missed();
  vi.advanceTimersByTime(2_000);
  unheard.words();
  vi.advanceTimersByTime(60_000);
  expect(tell).not.toHaveBeenCalled();
});

test('the caller is told once, and again only when words were heard in between', () => {
  const { unheard, tell, miss } = start();
  miss();
  miss();
  expect(tell).toHaveBeenCalledOnce();
  unheard.words();
  miss();
  expect(tell).toHaveBeenCalledTimes(2);
});

test('nobody is told anything who is speaking again', () => {
  const { unheard, tell } = start();
  unheard.missed();
  vi.advanceTimersByTime(2_000);
  unheard.speaks();
  vi.advanceTimersByTime(60_000);
  expect(tell).not.toHaveBeenCalled();
});
