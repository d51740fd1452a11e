import type { Pagination } from '@livekit/protocol';

/** By ids in the order asked, or all; then the page after `afterId`. */
export function listPage<T>(
  records: ReadonlyMap<string, T>,
  ids: readonly string[],
  page: Pagination | undefined,
  fits: (record: T) => boolean,
): T[] {
  const chosen = ids.length > 0 ? ids.filter((id) => records.has(id)) : [...records.keys()];
  const after = page?.afterId ? chosen.indexOf(page.afterId) + 1 : 0;
  const items = chosen.slice(after).flatMap((id) => {
    const record = records.get(id);
    return record !== undefined && fits(record) ? [record] : [];
  });
  return page && page.limit > 0 ? items.slice(0, page.limit) : items;
}
