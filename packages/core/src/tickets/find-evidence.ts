import { significantWords, stemOf, wordsOf } from './words-of.ts';

/** An utterance of the caller, in the order in which they were said. */
export interface Utterance {
  segmentId: string;
  text: string;
}

/** How much of a value an utterance must carry to be where it came from. */
const enough = 0.5;
/** Of a number that is said in parts, at least this many digits. */
const fewestDigits = 3;

/**
 * For each field the utterance that its value came from: the one that carries most of its words, the earliest of
 * equals. A field that no utterance carries is left out.
 */
export function findEvidence(
  fields: Readonly<Record<string, unknown>>,
  utterances: readonly Utterance[],
): Record<string, string> {
  const heard = utterances.map(({ segmentId, text }) => ({ segmentId, words: wordsOf(text) }));
  const found: Record<string, string> = {};
  for (const [field, value] of Object.entries(fields)) {
    const score = scorerOf(String(value ?? ''));
    let best = 0;
    for (const { segmentId, words } of heard) {
      const scored = score(words);
      if (scored <= best) continue;
      best = scored;
      if (scored >= enough) found[field] = segmentId;
    }
  }
  return found;
}

/** How much of the value an utterance carries, from 0 to 1; over 1 when it has the very words in a row. */
function scorerOf(value: string): (words: string[]) => number {
  const digits = value.replace(/\D/g, '');
  if (/^[+\d\s().-]+$/.test(value) && digits.length > 1) return (words) => digitsShare(digits, words);
  const sought = wordsOf(value);
  if (sought.length === 0) return () => 0;
  const phrase = ` ${sought.map(stemOf).join(' ')} `;
  // A value of fillers alone ("no", "not yet") must be there as it is.
  const significant = significantWords(value);
  return (words) => {
    const stems = words.map(stemOf);
    if (` ${stems.join(' ')} `.includes(phrase)) return 1.1;
    const said = new Set(stems);
    return [...significant].filter((word) => said.has(word)).length / Math.max(1, significant.size);
  };
}

/** The longest number of the utterance that is in the value, as a share of it; the country's code need not be said. */
function digitsShare(digits: string, words: string[]): number {
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const least = Math.min(fewestDigits, digits.length);
  const longest = Math.max(
    0,
    ...numbers
      .filter((number) => number.length >= least && digits.includes(number))
      .map((number) => number.length),
  );
  const whole = Math.min(digits.length, 10);
  // Half a number is what people say in one breath ("five five five… oh one four two").
  const share = longest / whole;
  return share >= 0.4 ? Math.max(share, enough) : share;
}
