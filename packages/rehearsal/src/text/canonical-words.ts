import { speakableText } from '../speech/speakable-text.ts';
import { wordsOf } from './plain-text.ts';
import { readNumbers } from './read-numbers.ts';

const sameWord: Record<string, string> = {
  st: 'street',
  ave: 'avenue',
  rd: 'road',
  dr: 'drive',
  apt: 'apartment',
  okay: 'ok',
};

/**
 * The words of a text in the one form that two spellings of the same speech share: lower case, no punctuation,
 * contractions and common abbreviations spelled out, every number as single digits (`12` = `twelve` = `one two`).
 */
export function canonicalWords(text: string): string[] {
  const words = wordsOf(speakableText(text)).map((word) => sameWord[word] ?? word);
  const joined = words.join(' ').replace(/\b([ap]) m\b/g, '$1m');
  return readNumbers(joined.split(' '))
    .flatMap((word) => (word.number === undefined ? word.text : [...word.number]))
    .filter((word) => word !== '');
}
