const small = new Set(['of', 'the', 'and', 'on', 'at']);

/** `john smith` → `John Smith`. */
export const titleCase = (text: string): string =>
  text
    .split(' ')
    .map((word, at) => (at > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(' ');

/** First letter and the word "I" large. */
export const sentenceCase = (text: string): string =>
  (text.charAt(0).toUpperCase() + text.slice(1)).replace(/\bi\b/g, 'I');
