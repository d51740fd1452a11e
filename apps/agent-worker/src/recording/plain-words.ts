/** A recogniser's text without case, punctuation and curly quotes. */
export const plainWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/[^\p{L}\p{N}' -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Of the languages that an agent speaks, and English: a caller may answer in any of them. */
export const languagesOf = (tags: readonly string[]): string[] => [
  ...new Set(['en', ...tags.map((tag) => tag.split('-', 1)[0] ?? '')]),
];
