import { expect, it } from 'vitest';
import { StableWords } from './stable-words.ts';

it('gives out what two revisions agree on, but never the last word', () => {
  const stable = new StableWords();
  const given = [
    'my',
    'my kit',
    'my kitchen',
    'my kitchen sink',
    'my kitchen sink is',
    'my kitchen sink is leaking',
  ].map((text) => stable.revise(text));
  expect(given).toEqual(['', 'my', '', ' kitchen', ' sink', ' is']);
});

it('takes nothing back when the recogniser changes its mind', () => {
  const stable = new StableWords();
  for (const text of ['i live in', 'i live in a']) stable.revise(text);
  expect(stable.revise('i leave in a house')).toBe('');
  expect(stable.revise('i leave in a house by')).toBe('');
});

it('begins anew after a reset', () => {
  const stable = new StableWords();
  stable.revise('one two');
  expect(stable.revise('one two three')).toBe('one two');
  stable.reset();
  stable.revise('four five');
  expect(stable.revise('four five six')).toBe('four five');
});
