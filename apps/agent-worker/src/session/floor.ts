/** Why the model is not to answer what is heard. */
export type FloorHolder = 'opening' | 'opt-out' | 'hold';

/** Whose turn it is to speak: while somebody holds it, the language model answers nothing, and silence is no silence. */
export class Floor {
  readonly #holders = new Set<FloorHolder>();
  readonly #listeners: (() => void)[] = [];

  take(by: FloorHolder): void {
    this.#holders.add(by);
    this.#tell();
  }

  give(by: FloorHolder): void {
    this.#holders.delete(by);
    this.#tell();
  }

  get free(): boolean {
    return this.#holders.size === 0;
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
