/** PocketSphinx's hypothesis as plain words: no pronunciation numbers, no noises, letters without full stops. */
export function recognizedWords(hypothesis: string): string {
  return hypothesis
    .toLowerCase()
    .replace(/\(\d+\)|<[^>]*>|\[[^\]]*\]|\+\+\S*\+\+/g, ' ')
    .replace(/\b([a-z])\./g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
