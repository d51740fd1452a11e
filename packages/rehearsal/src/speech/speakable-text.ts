import { digitWords, numberWords, ordinalWords } from './number-words.ts';

const words: Record<string, string> = {
  '&': ' and ',
  '%': ' percent ',
  '@': ' at ',
  '+': ' plus ',
  'e.g.': 'for example',
  'i.e.': 'that is',
  'etc.': 'et cetera',
  'Mr.': 'mister',
  'Mrs.': 'missus',
  'Ms.': 'miz',
  'Dr.': 'doctor',
  'Apt.': 'apartment',
  'St.': 'street',
  'Ave.': 'avenue',
};

/** Grouped digits that nobody reads as one number: telephone numbers, and anything with a leading zero. */
const telephone = /(?<![\d$.,:])(\+?\(?\d{1,4}\)?(?:[ .-]\(?\d{2,4}\)?)+)(?![\d:%])(?!,\d)/g;

/**
 * Text as it is spoken, in words only: telephone numbers digit by digit, amounts, times and other numbers
 * in words, symbols by name, no markup. Commas and full stops stay, as they make pauses.
 */
export function speakableText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[*_`#>~|]+/g, ' ')
    .replace(/[‘’]/g, "'")
    .replace(/[“”"]/g, '')
    .replace(/[–—]|\s-\s/g, ', ')
    .replace(
      /\b(?:e\.g\.|i\.e\.|etc\.)|\b(?:Mrs?|Ms|Dr|Apt|St|Ave)\./g,
      (abbreviation) => words[abbreviation] ?? abbreviation,
    )
    .replace(/\b24\/7\b/g, 'twenty four seven')
    .replace(telephone, (match) => (isTelephone(match) ? telephoneWords(match) : match))
    .replace(/(\d)\s?-\s?(?=\d)/g, '$1 to ')
    .replace(/\$\s?(\d[\d,]*)(?:\.(\d{2}))?/g, (_, whole: string, cents?: string) => money(whole, cents))
    .replace(/(?<=\d\s?)([ap])\.?m\b\.?|\b([ap])\.m\.?/gi, (_, close, apart) =>
      ` ${close ?? apart} m`.toUpperCase(),
    )
    .replace(/\b(\d{1,2}):(\d{2})\b/g, (_, hour: string, minute: string) => clock(hour, minute))
    .replace(/\b(\d+)(?:st|nd|rd|th)\b/g, (_, value: string) => ordinalWords(Number(value)))
    .replace(/\b\d{1,3}(?:,\d{3})+\b/g, (value) => value.replaceAll(',', ''))
    .replace(
      /\b(\d+)\.(\d+)\b/g,
      (_, whole: string, part: string) => `${plain(whole)} point ${digitWords(part)}`,
    )
    .replace(/\d+/g, (value) => ` ${plain(value)} `)
    .replace(/[&%@+]/g, (symbol) => words[symbol] ?? ' ')
    .replace(/[^\p{L}' .,;:!?-]/gu, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words that are heard when `text` is spoken, lower case, without punctuation. */
export function spokenWords(text: string): string[] {
  return speakableText(text)
    .toLowerCase()
    .replace(/[^\p{L}' ]/gu, ' ')
    .split(' ')
    .filter((word) => /\p{L}/u.test(word));
}

const isTelephone = (match: string): boolean => match.replace(/\D/g, '').length >= 6;

const telephoneWords = (number: string): string =>
  number
    .split(/[^\d]+/)
    .filter(Boolean)
    .map(digitWords)
    .join(', ');

const plain = (digits: string): string =>
  digits.startsWith('0') || digits.length > 6 ? digitWords(digits) : numberWords(Number(digits));

function money(whole: string, cents: string | undefined): string {
  const dollars = Number(whole.replaceAll(',', ''));
  const head = `${numberWords(dollars)} ${dollars === 1 ? 'dollar' : 'dollars'}`;
  return cents && cents !== '00' ? `${head} and ${numberWords(Number(cents))} cents` : head;
}

function clock(hour: string, minute: string): string {
  if (minute === '00') return numberWords(Number(hour));
  const minutes = minute.startsWith('0') ? `oh ${numberWords(Number(minute))}` : numberWords(Number(minute));
  return `${numberWords(Number(hour))} ${minutes}`;
}
