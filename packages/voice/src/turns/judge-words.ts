import { type TurnWords, turnWordsOf } from './turn-words.ts';

/** What the caller was asked for last, as far as its form tells when it is complete. */
export type ExpectedAnswer = 'phone' | 'email' | 'address' | 'open';

/**
 * `finished`: a whole question or answer; `unfinished`: something is to follow; `open`: the words do not tell.
 * `why` is for logs, and holds none of the caller's words.
 */
export interface WordsVerdict {
  verdict: 'finished' | 'open' | 'unfinished';
  why: string;
}

export interface JudgedWords {
  /** What the caller has said of this turn so far, interim words included. */
  text: string;
  language: string;
  expected: ExpectedAnswer;
}

const leastPhoneDigits = 7;
const wholePhoneDigits = 10;
/** A question of fewer words may be the beginning of one. */
const leastQuestionWords = 4;

/** Whether the words alone sound as if the caller had finished. */
export function judgeWords({ text, language, expected }: JudgedWords): WordsVerdict {
  const trimmed = text.trim();
  if (trimmed === '') return open('nothing recognised yet');
  if (/(\.\.\.|…|[,;:-])$/.test(trimmed)) return unfinished('punctuation of a pause');
  const words = wordsIn(trimmed);
  const known = turnWordsOf(language);
  if (!known) return /[?!.]$/.test(trimmed) ? finished('closing punctuation') : open('unknown language');
  const special = bySpelling(words, known, expected);
  if (special) return special;
  if (isHanging(words, known)) return unfinished('a word that something follows');
  if (/[?!]$/.test(trimmed)) return finished('a question');
  if (known.answers.has(words.join(' '))) return finished('a whole answer');
  if (words.length >= leastQuestionWords && known.asking.has(words[0] ?? '')) return finished('a question');
  if (/\.$/.test(trimmed) && words.length >= 3) return finished('closing punctuation');
  return open('no sign of either');
}

/** Numbers and addresses are given in pieces, with pauses as long as the end of a sentence. */
function bySpelling(words: string[], known: TurnWords, expected: ExpectedAnswer): WordsVerdict | undefined {
  const digits = trailingDigits(words, known);
  if (expected === 'phone') {
    if (digits >= wholePhoneDigits) return finished('a whole number');
    if (digits >= leastPhoneDigits) return open('a number that may be whole');
    if (digits > 0) return unfinished('a number is being given');
  }
  if (expected === 'email') {
    const last = words.at(-1) ?? '';
    if (/^\S+@\S+\.\p{L}{2,}$/u.test(last)) return finished('a whole address');
    const dot = words.findLastIndex((word) => known.dot.has(word));
    const at = words.findLastIndex((word) => known.at.has(word));
    if (at >= 0) {
      const whole = dot > at && dot === words.length - 2;
      return whole ? finished('a whole address') : unfinished('an address is being given');
    }
  }
  if (expected === 'address') {
    if (known.streets.has(words.at(-1) ?? '')) return open('a street');
    if (digits > 0 && digits < 4) return unfinished('a house number');
  }
  // Nobody was asked for a number: three digits and more are one that is being spelt.
  if (digits >= 3 && digits < leastPhoneDigits) return unfinished('a number is being given');
  return undefined;
}

function trailingDigits(words: string[], known: TurnWords): number {
  let count = 0;
  for (const word of words.toReversed()) {
    const spoken = known.digits.get(word);
    if (/^\d+$/.test(word)) count += word.length;
    else if (spoken !== undefined) count += spoken;
    else break;
  }
  return count;
}

const isHanging = (words: string[], known: TurnWords): boolean =>
  known.hanging.has(words.at(-1) ?? '') || known.hanging.has(words.slice(-2).join(' '));

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean)
    .flatMap((word) => (/^[\d().-]+$/.test(word) ? [word.replace(/\D/g, '')] : [word]));

const finished = (why: string): WordsVerdict => ({ verdict: 'finished', why });
const open = (why: string): WordsVerdict => ({ verdict: 'open', why });
const unfinished = (why: string): WordsVerdict => ({ verdict: 'unfinished', why });
