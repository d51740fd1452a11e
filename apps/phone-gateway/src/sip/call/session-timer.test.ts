import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerTimer, SessionTimer, termsOfAnswer } from './session-timer.ts';

const header = (headers: Record<string, string>) => (name: string) => headers[name];

test.each([
  [{}, { kind: 'none' }],
  [{ 'session-expires': 'soon' }, { kind: 'none' }],
  [
    { 'session-expires': '60', supported: 'timer' },
    { kind: 'too-small', minS: 90 },
  ],
  [
    { 'session-expires': '1800', supported: '100rel, timer' },
    {
      terms: { intervalS: 1800, refresher: 'uac' },
      headers: ['Session-Expires: 1800;refresher=uac', 'Require: timer'],
    },
  ],
  [
    { 'session-expires': '1800;refresher=uas', supported: 'timer' },
    { terms: { intervalS: 1800, refresher: 'uas' }, headers: ['Session-Expires: 1800;refresher=uas'] },
  ],
  // A proxy wants it and the caller does not know what that is: the work is ours.
  [{ 'session-expires': '1800' }, { terms: { intervalS: 1800, refresher: 'uas' } }],
])('%j is answered %j', (headers, expected) => {
  expect(answerTimer(header(headers), 90)).toMatchObject(expected);
});

test('what an answer settles', () => {
  expect(termsOfAnswer(header({}))).toBe(undefined);
  expect(termsOfAnswer(header({ 'session-expires': '90;refresher=UAS' }))).toEqual({
    intervalS: 90,
    refresher: 'uas',
  });
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('refreshes at the half, and ends a little before the interval is over', () => {
  const events: string[] = [];
  const timer = new SessionTimer({
    refresh: () => events.push('refresh'),
    expire: () => events.push('expire'),
  });
  timer.start({ intervalS: 90, weRefresh: true });
  vi.advanceTimersByTime(45_000);
  expect(events).toEqual(['refresh']);
  timer.start({ intervalS: 90, weRefresh: false });
  vi.advanceTimersByTime(59_000);
  expect(events).toEqual(['refresh']);
  vi.advanceTimersByTime(1_000);
  expect(events).toEqual(['refresh', 'expire']);
  timer.start({ intervalS: 90, weRefresh: true });
  timer.stop();
  vi.advanceTimersByTime(200_000);
  expect(events).toHaveLength(2);
});
