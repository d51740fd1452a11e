/** One way of doing a thing; measured, it says how well it did. */
export type Contestant = () => Promise<number>;

/**
 * Measures ours and what it is compared with by turns, so that what else the machine does concerns both alike.
 * @returns the medians, and the median of the rounds' ratios.
 */
export async function alternate(rounds: number, ours: Contestant, theirs: Contestant) {
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Who goes first changes too.
    const order = [async () => void own.push(await ours()), async () => void other.push(await theirs())];
    for (const measure of round % 2 === 0 ? order : order.toReversed()) await measure();
  }
  const ratio = median(own.map((value, round) => value / (other[round] ?? Number.NaN)));
  return { ours: median(own), theirs: median(other), ratio };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN;
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}
