interface Reading<T> {
  underWay: Promise<T>;
  /** For all who asked since it began. */
  next?: Promise<T>;
}

/**
 * One read for many who ask for the same at once. Nobody is given an answer whose read began before they asked: so
 * what was committed before a request is seen by it, as if it had read alone.
 */
export class SharedReads<T> {
  readonly #readings = new Map<string, Reading<T>>();

  read(key: string, load: () => Promise<T>): Promise<T> {
    const reading = this.#readings.get(key);
    if (!reading) return this.#begin(key, load);
    const { underWay } = reading;
    reading.next ??= underWay.then(
      () => this.#begin(key, load),
      () => this.#begin(key, load),
    );
    return reading.next;
  }

  #begin(key: string, load: () => Promise<T>): Promise<T> {
    const reading: Reading<T> = { underWay: load() };
    this.#readings.set(key, reading);
    const over = () => {
      // With a next one, that one begins now and takes the place.
      if (!reading.next) this.#readings.delete(key);
    };
    reading.underWay.then(over, over);
    return reading.underWay;
  }
}
