import { expect, test } from 'vitest';
import { Admission } from './admission.ts';

function start(maxSessions: number) {
  let now = 0;
  const admission = new Admission({ maxSessions, now: () => now });
  return {
    admission,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('a burst is refused at the cap, before LiveKit has heard of any load', () => {
  const { admission } = start(2);
  expect(['a', 'b', 'c'].map((job) => admission.admit(job))).toEqual([true, true, false]);
  expect(admission.load).toBe(1);
});

test('a job counts once while it is assigned and running, and not when it has ended', () => {
  const { admission } = start(2);
  admission.admit('a');
  admission.refresh(['a']);
  expect(admission.active).toBe(1);
  expect(admission.load).toBe(0.5);
  admission.refresh([]);
  expect(admission.active).toBe(0);
});

test('an accepted job that LiveKit gave to somebody else makes room again', () => {
  const { admission, pass } = start(1);
  admission.admit('a');
  pass(10_000);
  expect(admission.admit('b')).toBe(false);
  pass(11_000);
  expect(admission.admit('b')).toBe(true);
});
