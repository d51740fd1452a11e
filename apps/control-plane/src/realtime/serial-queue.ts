/** Runs tasks one after another, in the order of their coming; one that fails does not stop the next. */
export class SerialQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #length = 0;

  run<T>(task: () => Promise<T>): Promise<T> {
    this.#length += 1;
    const result = this.#tail.then(task);
    this.#tail = result
      .catch(() => {})
      .then(() => {
        this.#length -= 1;
      });
    return result;
  }

  get idle(): boolean {
    return this.#length === 0;
  }
}
