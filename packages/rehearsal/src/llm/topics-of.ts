import { wordsOf } from '../text/plain-text.ts';

const empty = new Set(
  `a about an and any are as at be by can could do does for from get have hello hi how i if in is it know me may much my
  of on or our please question tell thank thanks that the there this to us want was we what when where which who why will
  with would you your need like know ask`.split(/\s+/),
);
const startOf = (word: string): string => (word.length > 4 ? word.slice(0, 4) : word.replace(/s$/, ''));

/** What a text is about: the beginnings of its words that carry a meaning, so that "park" fits "parking". */
export const topicsOf = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter((word) => !empty.has(word))
      .map(startOf),
  );
