const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const small = new Map(units.split(' ').map((word, value) => [word, value]));
const tens = new Map(
  'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, index) => [word, index + 2]),
);
const repeats = new Map([
  ['double', 2],
  ['triple', 3],
]);

const fewWords =
  'a about actually again am an and are as at be been but by call calling can could do for from had has have hello help hi i ill im in is it its just know like me my need new not of on or our please problem so some thanks that the their them there they this to uh um us was we were what when which will with would yes you your';
const fillers = new Set(fewWords.split(' '));

/**
 * The words of what was said or written, to be compared: lower case, without accents, numbers in digits.
 * Numbers that follow one another are one: "four one five" → `415`, "twelve forty-two" → `1242`; so are letters: "s m i t h" → `smith`.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase();
  const raw = plain.match(/\p{L}+|\p{N}+/gu) ?? [];
  return joinRuns(raw.flatMap((word, index) => numberAt(raw, word, index)));
}

/** Those that carry a meaning, each once, without their endings: "the sink is leaking" → `sink`, `leak`. */
export function significantWords(text: string): Set<string> {
  return new Set(
    wordsOf(text)
      .filter((word) => !fillers.has(word))
      .map(stemOf),
  );
}

export function stemOf(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word;
  return word.replace(/(ings?|ed|es|s)$/, (ending, _, at) => (at >= 3 ? '' : ending));
}

/** A word as it is, or in digits when it is a number; empty when the word before has taken it in. */
function numberAt(raw: string[], word: string, index: number): string[] {
  const value = small.get(word);
  const before = raw[index - 1] ?? '';
  if (value !== undefined) {
    if (tens.has(before) && value > 0 && value < 10) return [];
    return [String(value).repeat(value < 10 ? (repeats.get(before) ?? 1) : 1)];
  }
  const ten = tens.get(word);
  if (ten !== undefined) {
    const unit = small.get(raw[index + 1] ?? '') ?? 0;
    return [String(ten * 10 + (unit < 10 ? unit : 0))];
  }
  if (/^(oh|o)$/.test(word) && (isNumber(before) || isNumber(raw[index + 1]))) return ['0'];
  if (repeats.has(word) && isNumber(raw[index + 1])) return [];
  return [word];
}

const isNumber = (word = ''): boolean => /^\d+$/.test(word) || small.has(word) || tens.has(word);

function joinRuns(words: string[]): string[] {
  const joined: string[] = [];
  for (let from = 0; from < words.length; ) {
    const kind = kindOf(words[from]);
    let to = from + 1;
    while (kind && to < words.length && kindOf(words[to]) === kind) to += 1;
    // Two single letters are rather "a" and "I" than a spelling.
    const run = words.slice(from, to);
    if (kind === 'digits' || run.length >= 3) joined.push(run.join(''));
    else joined.push(...run);
    from = to;
  }
  return joined;
}

function kindOf(word = ''): 'digits' | 'letter' | undefined {
  if (/^\d+$/.test(word)) return 'digits';
  return word.length === 1 ? 'letter' : undefined;
}
