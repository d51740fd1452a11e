const units: Record<string, number> = {
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
};
const teens: Record<string, number> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const repeats: Record<string, number> = { double: 2, triple: 3 };

/** What a recogniser writes for a digit when it does not expect one. */
const soundsLike: Record<string, string> = {
  oh: 'zero',
  o: 'zero',
  won: 'one',
  to: 'two',
  too: 'two',
  for: 'four',
  fore: 'four',
  sex: 'six',
  ate: 'eight',
};

/** A word as it stood, or the number that it and its neighbours spell. */
export interface ReadWord {
  text: string;
  /** Decimal digits, leading zeros kept. */
  number?: string;
}

const isNumeral = (word: string | undefined): boolean =>
  word !== undefined && (/^\d+$/.test(word) || word in units || word in teens || word in tens);

function resolveHomophones(words: string[]): string[] {
  const resolved = [...words];
  for (let i = 0; i < resolved.length; i++) {
    const digit = soundsLike[resolved[i] as string];
    const beside = isNumeral(resolved[i - 1]) || isNumeral(resolved[i + 1]);
    if (digit !== undefined && beside) resolved[i] = digit;
  }
  return resolved;
}

function below100(words: string[], at: number): { value: string; used: number } | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  if (/^\d+$/.test(word)) return { value: word, used: 1 };
  if (word in teens) return { value: String(teens[word]), used: 1 };
  if (word in tens) {
    const unit = units[words[at + 1] ?? ''];
    const base = tens[word] as number;
    return unit ? { value: String(base + unit), used: 2 } : { value: String(base), used: 1 };
  }
  return word in units ? { value: String(units[word]), used: 1 } : undefined;
}

function numberAt(words: string[], at: number): { value: string; used: number } | undefined {
  const times = repeats[words[at] ?? ''];
  if (times !== undefined && (words[at + 1] ?? '') in units)
    return { value: String(units[words[at + 1] as string]).repeat(times), used: 2 };
  const first = below100(words, at);
  if (first === undefined || words[at + first.used] !== 'hundred') return first;
  const next = at + first.used + 1;
  const skip = words[next] === 'and' ? 1 : 0;
  const rest = below100(words, next + skip);
  if (rest === undefined) return { value: String(Number(first.value) * 100), used: first.used + 1 };
  const value = String(Number(first.value) * 100 + Number(rest.value));
  return { value, used: first.used + 1 + skip + rest.used };
}

/**
 * Finds the numbers in a list of lower-case words: "twenty four" is 24, "two hundred and five" 205,
 * "double five" 55; digits spoken one by one stay apart.
 * @param homophones also reads "for", "to", "oh" beside a number as the digits that they sound like.
 */
export function readNumbers(words: string[], { homophones = false } = {}): ReadWord[] {
  const spoken = homophones ? resolveHomophones(words) : words;
  const read: ReadWord[] = [];
  for (let i = 0; i < spoken.length; ) {
    const found = numberAt(spoken, i);
    const used = found?.used ?? 1;
    const text = words.slice(i, i + used).join(' ');
    read.push(found === undefined ? { text } : { text, number: found.value });
    i += used;
  }
  return read;
}
