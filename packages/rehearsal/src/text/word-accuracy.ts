import { canonicalWords } from './canonical-words.ts';

/** The fewest words to change, drop or add to turn one list into the other. */
export function wordDistance(from: string[], to: string[]): number {
  let row = to.map((_, at) => at + 1);
  row.unshift(0);
  for (const [i, word] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      const replaced = (row[j] as number) + (word === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] as number) + 1, (next[j] as number) + 1));
    }
    row = next;
  }
  return row.at(-1) as number;
}

/**
 * How much of `expected` arrived: 1 − word error rate, from 0 to 1, after bringing both to canonical words.
 * Words too many count as errors too.
 */
export function wordAccuracy(expected: string, actual: string): number {
  const wanted = canonicalWords(expected);
  const got = canonicalWords(actual);
  if (wanted.length === 0) return got.length === 0 ? 1 : 0;
  return Math.max(0, 1 - wordDistance(wanted, got) / wanted.length);
}
