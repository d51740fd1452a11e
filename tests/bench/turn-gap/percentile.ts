/**
 * The nearest-rank percentile: the smallest value that at least `share` of all values do not exceed.
 * @param share between 0 and 1.
 */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
