import { endedReasons, failedReasons, type SessionState, sessionStates } from '@parley/contracts';
import { describe, expect, it } from 'vitest';
import { canTransition, liveSessionStates, reasonFits } from './session-transitions.ts';

const allowed = new Set([
  'created → connecting',
  'created → ending',
  'created → ended',
  'created → failed',
  'connecting → active',
  'connecting → ending',
  'connecting → ended',
  'connecting → failed',
  'active → ending',
  'active → ended',
  'active → failed',
  'ending → ended',
  'ending → failed',
]);
const pairs = sessionStates.flatMap((from) => sessionStates.map((to) => [from, to] as const));

describe('canTransition', () => {
  it.each(pairs)('%s → %s', (from, to) => {
    expect(canTransition(from, to)).toBe(allowed.has(`${from} → ${to}`));
  });
});

describe('liveSessionStates', () => {
  it('are those that something may follow', () => {
    expect(liveSessionStates).toEqual(['created', 'connecting', 'active', 'ending']);
  });
});

describe('reasonFits', () => {
  const reasons = [...endedReasons, ...failedReasons];
  const expected: Record<SessionState, readonly string[]> = {
    created: [],
    connecting: [],
    active: [],
    ending: reasons,
    ended: endedReasons,
    failed: failedReasons,
  };
  it.each(sessionStates)('%s', (state) => {
    expect(reasons.filter((reason) => reasonFits(state, reason))).toEqual(expected[state]);
  });
});
