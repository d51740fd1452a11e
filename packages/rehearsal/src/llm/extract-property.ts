import { readNumbers } from '../text/read-numbers.ts';
import type { Behaviour } from './behaviour.ts';
import type { Found } from './extract-name.ts';
import { stripPhrases } from './strip-phrases.ts';

const numeral =
  '(?:\\d+[a-z]?|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)';
const number = `${numeral}(?: (?:and )?${numeral})*`;
const street =
  '(?:street|st|avenue|ave|road|rd|lane|drive|dr|court|place|boulevard|blvd|way|square|terrace|circle|parkway|hill|row)';
const unit = '(?:apartment|apt|unit|flat|suite|room|number|building)';
const address = `(?:${unit} (?:${number}|[a-z])\\b(?: \\||,)? ?(?:at |in |on |of )?)?${number} (?:[a-z]+ ){1,3}?${street}\\b(?:(?: \\|)? ${unit} (?:${number}|[a-z]\\b))?`;
const leadIn =
  '(?:(?:and |so )?(?:i|we) (?:live|am|are) (?:at|in|on) |(?:and )?(?:my|the) (?:address|property|home|house|place) is (?:at )?|(?:it|that) is (?:at |in )?|(?:at|in|on|for|about|from) )?';
const stated = new RegExp(`${leadIn}\\b(${address})`);
const unitHomophone = new RegExp(`\\b(${unit}) (to|too|for|fore|won|ate|oh)\\b(?! \\d)`, 'g');
const digitOf: Record<string, string> = {
  to: '2',
  too: '2',
  for: '4',
  fore: '4',
  won: '1',
  ate: '8',
  oh: '0',
};

/** `twelve oak street` → `12 oak street`; digits told one by one become one number. */
function withDigits(text: string): string {
  const words: string[] = [];
  let wasNumber = false;
  for (const word of readNumbers(text.replace(/\|/g, '').split(/ +/))) {
    if (word.number !== undefined && wasNumber) words.push(`${words.pop()}${word.number}`);
    else words.push(word.number ?? word.text);
    wasNumber = word.number !== undefined;
  }
  return words.join(' ').trim();
}

/**
 * An address or property in plain text.
 * @param asked also takes whatever the caller answers ("Maple Court", "apartment three").
 */
export function extractProperty(
  plain: string,
  behaviour: Behaviour,
  { asked = false } = {},
): Found | undefined {
  const text = plain.replace(unitHomophone, (_, what: string, word: string) => `${what} ${digitOf[word]}`);
  const match = stated.exec(text);
  if (match) {
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
    return { value: withDigits(match[1] as string), rest: rest.replace(/ +/g, ' ').trim() };
  }
  if (!asked) return undefined;
  const { before_answer, after_answer } = behaviour.strip;
  const bare = stripPhrases(stripPhrases(text, before_answer), after_answer);
  const value = bare.replace(new RegExp(`^${leadIn}`), '').replace(/^(?:live|am) (?:at|in) /, '');
  const words = value.split(' ').length;
  return value === '' || words > 10 ? undefined : { value: withDigits(value), rest: '' };
}
