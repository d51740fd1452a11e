import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallEnding } from './call-ending.ts';
import { callLimits } from './call-limits.ts';
import { phrasesIn } from './phrases.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start() {
  const ending = new CallEnding();
  const say = vi.fn();
  const limits = callLimits({
    limits: { max_duration_s: 60, caller_join_s: 10, idle_s: 5, idle_questions: 2 },
    session: { say },
    ending,
    language: { phrases: phrasesIn('en') },
  });
  return { ending, say, limits };
}

test('says goodbye before the longest duration, and leaves by itself only after it', async () => {
  const { ending, say, limits } = start();
  limits.callerIsHere();
  vi.advanceTimersByTime(53_999);
  expect(say).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(say).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(10_000);
  expect(ending.ended).toBe(false);
  vi.advanceTimersByTime(6_000);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'max_duration' });
});

test('a goodbye that nobody can hear harms nothing', () => {
  const { say, limits } = start();
  limits.callerIsHere();
  say.mockImplementation(() => {
    throw new Error('AgentSession is not running');
  });
  expect(() => vi.advanceTimersByTime(54_000)).not.toThrow();
  expect(say).toHaveBeenCalledOnce();
});

test('leaves when no caller has come and the control plane says nothing', async () => {
  const { ending, limits } = start();
  vi.advanceTimersByTime(20_000);
  expect(await ending.over).toEqual({ by: 'agent', reason: 'caller_never_joined' });
  await Promise.resolve();
  expect(limits.callerMissing.aborted).toBe(true);
});

test('stopped, it does nothing', () => {
  const { ending, say, limits } = start();
  limits.stop();
  vi.advanceTimersByTime(100_000);
  expect(say).not.toHaveBeenCalled();
  expect(ending.ended).toBe(false);
});
