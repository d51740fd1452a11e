const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** A whole number in words, below a thousand million; others as they are written. */
export function sayNumber(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e9) return String(value);
  if (value < 20) return small[value] ?? '';
  if (value < 100) return join(tens[Math.floor(value / 10)], value % 10);
  if (value < 1_000) return join(`${small[Math.floor(value / 100)]} hundred`, value % 100);
  if (value < 1e6) return join(`${sayNumber(Math.floor(value / 1_000))} thousand`, value % 1_000);
  return join(`${sayNumber(Math.floor(value / 1e6))} million`, value % 1e6);
}

const join = (head = '', rest = 0): string => (rest === 0 ? head : `${head} ${sayNumber(rest)}`);
