import { type Mood, moods } from '@parley/contracts';
import { wordsOf } from '../text/plain-text.ts';

const wordSet = (words: string) => new Set(words.split(/\s+/));
const pleased = wordSet(
  'thank thanks great perfect wonderful good lovely appreciate glad excellent happy nice brilliant helpful',
);
const displeased = wordSet(
  'broken leak leaking leaks flooding angry upset terrible worst awful emergency frustrated frustrating wrong useless complaint unacceptable ridiculous cold dirty furious problem',
);

/** How many steps from neutral, -2 to 2. */
export function moodSteps(text: string): number {
  const words = wordsOf(text);
  const count = (set: Set<string>) => words.filter((word) => set.has(word)).length;
  return Math.min(Math.max(count(pleased) - count(displeased), -2), 2);
}

/** The mood that a text's words tell of. */
export const moodOf = (text: string): Mood => moods[moodSteps(text) + 2] ?? 'neutral';
