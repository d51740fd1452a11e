/** Why the model is not to answer what is heard. */
export type FloorHolder = 'opening' | 'opt-out' | 'hold' | 'recording' | 'transfer';

/** Whose turn it is to speak: while somebody holds it, the language model answers nothing, and silence is no silence. */
export class Floor {
  readonly #holders = new Set<FloorHolder>();
  readonly #listeners: (() => void)[] = [];
  readonly #hearers: ((text: string) => void)[] = [];

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

  heldBy(who: FloorHolder): boolean {
    return this.#holders.has(who);
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Called with each turn of the caller's that the model does not answer. */
  onTurn(listener: (text: string) => void): void {
    this.#hearers.push(listener);
  }

  /** The caller has said something while the floor was taken. */
  heard(text: string): void {
    for (const listener of this.#hearers) listener(text);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
