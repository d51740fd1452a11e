export type TextItem = { text: string } | 'flush' | 'end';

/** A text that is still being written, which each reader gets from its beginning. */
export class TextLog {
  #items: TextItem[] = [];
  #readers = new Set<(item: TextItem) => void>();

  add(item: { text: string } | 'flush'): void {
    this.#put(item);
  }

  end(): void {
    this.#put('end');
  }

  /** True while there is nothing in it that could be spoken. */
  get isBlank(): boolean {
    return !this.#items.some((item) => typeof item === 'object' && /[\p{L}\p{N}]/u.test(item.text));
  }

  /** The text from an item on, and how many items there are. */
  since(first: number): { text: string; count: number } {
    const items = this.#items.slice(first);
    const text = items.map((item) => (typeof item === 'object' ? item.text : '')).join('');
    return { text, count: this.#items.length };
  }

  /** Calls back for everything written so far, then for each further item, until stopped. */
  follow(read: (item: TextItem) => void): { stop: () => void } {
    for (const item of this.#items) read(item);
    this.#readers.add(read);
    return { stop: () => this.#readers.delete(read) };
  }

  #put(item: TextItem): void {
    this.#items.push(item);
    for (const read of this.#readers) read(item);
  }
}
