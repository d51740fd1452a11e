import type { TranscriptItem } from './transcript-view.ts';

/** The items with `item` in its place: instead of the one with its id, else where its order puts it. */
export function placeItem(items: TranscriptItem[], item: TranscriptItem): TranscriptItem[] {
  const known = items.findIndex((other) => other.kind === item.kind && other.id === item.id);
  if (known >= 0) return items.with(known, { ...item, order: items[known]?.order ?? item.order });
  const after = items.findLastIndex((other) => other.order <= item.order);
  return items.toSpliced(after + 1, 0, item);
}
