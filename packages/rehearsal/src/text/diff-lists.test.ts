import { expect, test } from 'vitest';
import { diffLists } from './diff-lists.ts';

const diff = (before: string, now: string): string =>
  diffLists([...before], [...now], (one, other) => one === other)
    .map((line) => `${{ both: '', before: '-', now: '+' }[line.in]}${line.item}`)
    .join(' ');

test.each([
  ['', '', ''],
  ['abc', 'abc', 'a b c'],
  ['', 'ab', '+a +b'],
  ['ab', '', '-a -b'],
  ['abc', 'axc', 'a -b +x c'],
  ['abcd', 'bxd', '-a b -c +x d'],
  ['abcab', 'ab', 'a b -c -a -b'],
  ['ab', 'cabd', '+c a b +d'],
])('from %j to %j: %s', (before, now, expected) => expect(diff(before, now)).toBe(expected));
