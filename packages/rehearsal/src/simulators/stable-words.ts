/**
 * Turns revisions of a partial text into words that are only ever added, as OpenAI's deltas are: a word is
 * given out once two revisions in a row agree on it and another word follows it.
 */
export class StableWords {
  #before: string[] = [];
  #given: string[] = [];

  /** @returns the words to add, with their spaces; empty when there are none yet. */
  revise(text: string): string {
    const words = text.split(' ').filter(Boolean);
    const agreed = words.findIndex((word, index) => this.#before[index] !== word);
    const stable = words.slice(0, Math.min(agreed === -1 ? words.length : agreed, words.length - 1));
    this.#before = words;
    if (this.#given.some((word, index) => stable[index] !== word)) return '';
    const fresh = stable.slice(this.#given.length);
    if (fresh.length === 0) return '';
    const space = this.#given.length > 0 ? ' ' : '';
    this.#given = stable;
    return space + fresh.join(' ');
  }

  reset(): void {
    this.#before = [];
    this.#given = [];
  }
}
