import type { FoundChunk } from '../name-sources.ts';

/** Dampens how much the very first places count (Cormack, Clarke and Büttcher, SIGIR 2009). */
const damping = 60;

/** Reciprocal rank fusion: what is far up in several lists comes first; scores of different kinds are not compared. */
export function fuseRanks(lists: FoundChunk[][], limit: number): FoundChunk[] {
  const fused = new Map<string, FoundChunk>();
  for (const list of lists) {
    for (const [rank, chunk] of list.entries()) {
      const key = `${chunk.item_id} ${chunk.part}`;
      const score = (fused.get(key)?.score ?? 0) + 1 / (damping + rank + 1);
      fused.set(key, { ...chunk, score });
    }
  }
  return [...fused.values()].sort((a, b) => b.score - a.score).slice(0, limit);
}
