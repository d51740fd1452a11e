const digitWords: Record<string, string> = {
  zero: '0',
  oh: '0',
  o: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
const repeats: Record<string, number> = { double: 2, triple: 3 };

/**
 * A number that was read out digit by digit, in digits: "five five five oh one four two" → "5550142". A "plus" may lead.
 * @returns undefined when there is any other word in it.
 */
export function spokenDigits(text: string): string | undefined {
  let digits = '';
  let repeat = 1;
  for (const word of text.toLowerCase().match(/[a-z]+|\d+/g) ?? []) {
    const digit = digitWords[word] ?? (/^\d+$/.test(word) ? word : undefined);
    if (digit !== undefined) {
      digits += digit.repeat(repeat);
      repeat = 1;
    } else if (repeats[word] !== undefined) {
      repeat = repeats[word];
    } else if (word === 'plus' && digits === '') {
      digits = '+';
    } else {
      return undefined;
    }
  }
  return digits;
}
