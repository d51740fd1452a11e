import { expect, test } from 'vitest';
import { CallerPauses } from './caller-pauses.ts';

const usual = (...pauses: number[]) => {
  const all = new CallerPauses();
  for (const pause of pauses) all.add(pause);
  return all.usualMs;
};

test('two pauses are no habit', () => {
  expect(usual(400, 500)).toBeUndefined();
  expect(usual(400, 500, 600)).toBe(600);
});

test('breaks between words and long silences are none', () => {
  expect(usual(400, 500, 60, 9_000)).toBeUndefined();
});

test('one outlier among many does not count, and old ones are forgotten', () => {
  expect(usual(...Array<number>(19).fill(300), 2_000)).toBe(300);
  expect(usual(...Array<number>(20).fill(2_000), ...Array<number>(20).fill(300))).toBe(300);
});
