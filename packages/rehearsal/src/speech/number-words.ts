const small = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen',
  'sixteen seventeen eighteen nineteen',
]
  .join(' ')
  .split(' ');
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const scales = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1000, 'thousand'],
  [100, 'hundred'],
] as const;

/** A whole number as it is spoken: 1250 → "one thousand two hundred fifty". */
export function numberWords(value: number): string {
  if (value < 20) return small[value] ?? '';
  if (value < 100) return join(tens[Math.floor(value / 10)], value % 10);
  for (const [size, name] of scales) {
    if (value >= size) return join(`${numberWords(Math.floor(value / size))} ${name}`, value % size);
  }
  return '';
}

/** Digits one by one: "0142" → "zero one four two". */
export const digitWords = (digits: string): string =>
  Array.from(digits.replace(/\D/g, ''), (digit) => small[Number(digit)]).join(' ');

const irregular: Record<string, string> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

/** 21 → "twenty first". */
export function ordinalWords(value: number): string {
  const words = numberWords(value).split(' ');
  const last = words.pop() ?? '';
  words.push(irregular[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`));
  return words.join(' ');
}

const join = (head: string | undefined, rest: number): string =>
  rest === 0 ? (head ?? '') : `${head} ${numberWords(rest)}`;
