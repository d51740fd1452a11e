import { extractPhone } from '../llm/extract-phone.ts';
import { canonicalWords } from '../text/canonical-words.ts';
import { plainText } from '../text/plain-text.ts';

export type TicketField = 'name' | 'phone' | 'property' | 'reason';

/** Words that a recogniser mixes up and that change nothing of what is meant. */
const fillers = new Set(['a', 'an', 'the', 'my', 'our', 'your']);

const withoutFillers = (words: string[]): string[] => words.filter((word) => !fillers.has(word));

const digitsOf = (text: string): string => (extractPhone(plainText(text)).value ?? text).replace(/\D/g, '');

/** Whether `wanted` stands in `words`, in order and without a gap. */
const contains = (words: string[], wanted: string[]): boolean =>
  words.some((_, at) => wanted.every((word, i) => words[at + i] === word));

/**
 * Whether a ticket's field holds what the caller said. After bringing both to canonical words:
 * - name, property: the same words;
 * - phone: the same digits; a country code that was added does not count;
 * - reason: the caller's words in order, without articles and possessives; more words around them do no harm.
 */
export function sameFact(field: TicketField, said: string, written: string): boolean {
  if (field === 'phone') {
    const digits = digitsOf(said);
    const stored = digitsOf(written);
    return digits !== '' && (stored === digits || (digits.length >= 10 && stored.endsWith(digits)));
  }
  const wanted = canonicalWords(said);
  const words = canonicalWords(written);
  if (field === 'reason') return contains(withoutFillers(words), withoutFillers(wanted));
  return wanted.length > 0 && wanted.join(' ') === words.join(' ');
}
