import { expect, test } from 'vitest';
import { isSameMatter } from './find-duplicate.ts';

test.each([
  ['The kitchen sink is leaking', 'my kitchen sink leaks again'],
  ['A leak', 'There is a leak under the bathroom sink'],
  ['Heating does not work', 'The heating still does not work in apartment 12'],
])('%s: the same matter as %s', (one, other) => {
  expect(isSameMatter(one, other)).toBe(true);
  expect(isSameMatter(other, one)).toBe(true);
});

test.each([
  ['The kitchen sink is leaking', 'The kitchen light is broken'],
  ['I need help with my rent', 'I need help with my keys'],
  ['', 'A leak'],
  ['it is', 'it is'],
])('%s: another matter than %s', (one, other) => {
  expect(isSameMatter(one, other)).toBe(false);
});
