const contractions: [RegExp, string][] = [
  [/\bcan't\b|\bcannot\b/g, 'can not'],
  [/\bwon't\b/g, 'will not'],
  [/n't\b/g, ' not'],
  [/\b(it|that|there|what|where|who|how|here|he|she|name)'s\b/g, '$1 is'],
  [/\blet's\b/g, 'let us'],
  [/\bi'm\b/g, 'i am'],
  [/'re\b/g, ' are'],
  [/'ve\b/g, ' have'],
  [/'ll\b/g, ' will'],
  [/'d\b/g, ' would'],
];

/** Marks the end of a sentence in what `plainText` returns. */
export const sentenceEnd = '|';

/**
 * Text as one would hear it: lower case, contractions spelled out, no punctuation but `|` between sentences.
 * Recognised speech and typed text come out alike.
 */
export function plainText(text: string): string {
  let plain = text.toLowerCase().replace(/[’‘`]/g, "'");
  for (const [pattern, replacement] of contractions) plain = plain.replace(pattern, replacement);
  return plain
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/(\d)[.,](?=\d)/g, '$1')
    .replace(/[.!?;]+(\s|$)/g, ` ${sentenceEnd} `)
    .replace(/['"]/g, '')
    .replace(/[^\p{L}\p{N}|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?:\s*\|\s*)+/g, ` ${sentenceEnd} `)
    .replace(/^\s*\|\s*|\s*\|\s*$/g, '')
    .trim();
}

/** The words of a text, in order, without punctuation. */
export const wordsOf = (text: string): string[] =>
  plainText(text)
    .split(' ')
    .filter((word) => word !== '' && word !== sentenceEnd);
