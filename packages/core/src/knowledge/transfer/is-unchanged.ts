import { isDeepStrictEqual } from 'node:util';
import type { ItemRow } from '../item-row.ts';
import type { ItemDraft } from '../read-item.ts';

/** Whether an item is already as it would be written; when it was reviewed does not matter. */
export function isUnchanged(row: ItemRow, draft: ItemDraft): boolean {
  const contentOf = ({ title, data, source, quote, confidence, reviewedAt }: ItemDraft | ItemRow) => {
    const reviewed = reviewedAt !== null;
    return { title, data, source, quote, confidence, reviewed };
  };
  return isDeepStrictEqual(contentOf(row), contentOf(draft));
}
