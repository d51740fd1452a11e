/** What a language's words tell of whether somebody has finished. */
export interface TurnWords {
  /** Nobody ends with them: something follows. */
  hanging: ReadonlySet<string>;
  /** A question begins with one of them. */
  asking: ReadonlySet<string>;
  /** Whole answers. */
  answers: ReadonlySet<string>;
  /** Spoken digits, each with how many it stands for; `double` doubles the next one. */
  digits: ReadonlyMap<string, number>;
  at: ReadonlySet<string>;
  dot: ReadonlySet<string>;
  /** The last word of a street. */
  streets: ReadonlySet<string>;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s*,\s*/));
const digits = (words: string, twice = ''): ReadonlyMap<string, number> =>
  new Map([
    ...words.split(' ').map((word) => [word, 1] as const),
    ...twice
      .split(' ')
      .filter(Boolean)
      .map((word) => [word, 2] as const),
  ]);

const en: TurnWords = {
  hanging: set(
    'a, an, the, and, or, but, so, because, since, if, when, while, that, which, who, whose, where, to, of, for, from, with, without, at, in, on, by, about, into, my, your, his, her, our, their, its, is, are, was, were, am, be, been, have, has, had, do, does, did, will, would, can, could, should, may, might, i, we, they, he, she, um, uh, er, erm, hmm, like, well, also, just, very, really, not, than, as, number, street number, name is, dot, double, triple, area code, between',
  ),
  asking: set(
    'what, when, where, who, whom, which, why, how, is, are, was, were, do, does, did, can, could, will, would, should, may, have, has',
  ),
  answers: set(
    'yes, yeah, yep, yup, no, nope, okay, ok, sure, right, correct, exactly, thanks, thank you, please, hello, hi, goodbye, bye, bye bye, nothing else, no thanks, no thank you, yes please, that is all, that’s all, that is right, that’s right, that is correct, that’s correct',
  ),
  digits: digits(
    'zero oh one two three four five six seven eight nine',
    'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety',
  ),
  at: set('at'),
  dot: set('dot'),
  streets: set(
    'street, st, road, rd, avenue, ave, lane, drive, court, boulevard, way, place, square, terrace',
  ),
};

const es: TurnWords = {
  hanging: set(
    'el, la, los, las, un, una, unos, unas, y, e, o, u, pero, porque, si, cuando, que, quien, donde, a, al, de, del, para, por, con, sin, en, sobre, mi, tu, su, mis, tus, sus, nuestro, nuestra, es, son, era, está, están, he, ha, hay, quiero, puedo, necesito, me, se, eh, este, pues, bueno, muy, más, como, número, punto',
  ),
  asking: set(
    'qué, que, cuándo, cuando, dónde, donde, quién, quien, cuál, cual, cuánto, cuanto, cuántos, cuantos, cómo, como, puede, pueden, puedo, hay, tienen, tiene, es, están, está',
  ),
  answers: set(
    'sí, si, no, vale, claro, correcto, exacto, gracias, muchas gracias, por favor, hola, adiós, eso es todo, nada más, de acuerdo, está bien',
  ),
  digits: digits(
    'cero uno dos tres cuatro cinco seis siete ocho nueve',
    'diez once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  ),
  at: set('arroba'),
  dot: set('punto'),
  streets: set(''),
};

const de: TurnWords = {
  hanging: set(
    'der, die, das, den, dem, des, ein, eine, einen, einem, einer, und, oder, aber, weil, wenn, dass, ob, wo, zu, von, vom, für, mit, ohne, in, im, am, an, auf, bei, aus, nach, über, mein, meine, meinen, dein, ihr, ihre, unser, unsere, ist, sind, war, bin, habe, hat, haben, will, kann, könnte, möchte, würde, ich, wir, sie, er, es, äh, ähm, also, sehr, auch, nicht, als, wie, nummer, punkt',
  ),
  asking: set(
    'was, wann, wo, wer, wen, wem, welche, welcher, welches, warum, wie, wieviel, ist, sind, kann, können, könnte, könnten, haben, hat, gibt, darf',
  ),
  answers: set(
    'ja, nein, doch, okay, ok, gut, genau, richtig, stimmt, danke, vielen dank, bitte, hallo, tschüss, auf wiederhören, das ist alles, das war’s, das wars, nein danke, ja bitte',
  ),
  digits: digits(
    'null eins ein zwei zwo drei vier fünf sechs sieben acht neun',
    'zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig',
  ),
  at: set('at, ät, klammeraffe'),
  dot: set('punkt'),
  streets: set('straße, weg, platz, allee, gasse'),
};

const byLanguage: Record<string, TurnWords> = { en, es, de };

/** @param tag a language tag such as `en-US`. @returns undefined for a language whose words are not known here. */
export const turnWordsOf = (tag: string): TurnWords | undefined =>
  byLanguage[tag.toLowerCase().split('-')[0] ?? ''];
