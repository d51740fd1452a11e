import { expect, test } from 'vitest';
import { Bans } from './bans.ts';
import { InviteRate } from './invite-rate.ts';

function clock() {
  let now = 0;
  return {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('too many bad attempts within a minute ban a source, for a time, and no other', () => {
  const { now, pass } = clock();
  const bans = new Bans({ badAttempts: 3, banMs: 1_000 }, now);
  expect([bans.count('a'), bans.count('a'), bans.isBanned('a')]).toEqual([false, false, false]);
  expect(bans.count('a')).toBe(true);
  expect([bans.isBanned('a'), bans.isBanned('b'), bans.imposed]).toEqual([true, false, 1]);
  pass(1_001);
  expect(bans.isBanned('a')).toBe(false);
});

test('bad attempts that are far apart do not add up', () => {
  const { now, pass } = clock();
  const bans = new Bans({ badAttempts: 2, banMs: 1_000 }, now);
  for (let i = 0; i < 5; i++) {
    expect(bans.count('a')).toBe(false);
    pass(60_000);
  }
});

test('a burst of INVITEs is admitted, then as many as the rate allows, per source', () => {
  const { now, pass } = clock();
  const rate = new InviteRate({ invitesPerSecond: 10, inviteBurst: 3 }, now);
  const admitted = (times: number) =>
    Array.from({ length: times }, () => rate.admit('a')).filter(Boolean).length;
  expect(admitted(10)).toBe(3);
  expect(rate.admit('b')).toBe(true);
  pass(500);
  expect(admitted(10)).toBe(3);
  pass(200);
  expect(admitted(10)).toBe(2);
});
