/** Fewer say nothing of a caller. */
const leastPauses = 3;
const keptPauses = 20;
/** Shorter ones are part of words, longer ones are no pause within a turn. */
const shortestMs = 150;
const longestMs = 2_500;

/** How long this caller pauses in the middle of a turn. */
export class CallerPauses {
  readonly #pauses: number[] = [];

  /** @param ms silence after which the caller went on. */
  add(ms: number): void {
    if (ms < shortestMs || ms > longestMs) return;
    this.#pauses.push(ms);
    if (this.#pauses.length > keptPauses) this.#pauses.shift();
  }

  /** The length that nine in ten of them do not exceed; undefined while too few are known. */
  get usualMs(): number | undefined {
    if (this.#pauses.length < leastPauses) return undefined;
    const sorted = this.#pauses.toSorted((a, b) => a - b);
    return sorted[Math.ceil(0.9 * sorted.length) - 1];
  }
}
