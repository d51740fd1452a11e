/** In both lists, only in the first (`before`), or only in the second (`now`). */
export interface DiffLine<Item> {
  in: 'both' | 'before' | 'now';
  /** Of what is in both, the second list's. */
  item: Item;
}

/** The shortest way from one list to the other, in their order; what goes comes before what is new. */
export function diffLists<Item>(
  before: readonly Item[],
  now: readonly Item[],
  same: (before: Item, now: Item) => boolean,
): DiffLine<Item>[] {
  const equal = before.map((old) => now.map((item) => same(old, item)));
  // common[i][j]: how many the rests from i and from j have in common at most.
  const common = Array.from({ length: before.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      (common[i] as number[])[j] = equal[i]?.[j]
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));

  const lines: DiffLine<Item>[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < now.length) {
    if (equal[i]?.[j]) {
      lines.push({ in: 'both', item: now[j++] as Item });
      i++;
    } else if (i < before.length && (j === now.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push({ in: 'before', item: before[i++] as Item });
    else lines.push({ in: 'now', item: now[j++] as Item });
  }
  return lines;
}
