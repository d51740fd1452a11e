const defaultPageSize = 50;
const largestPage = 1000;

export interface PageQuery {
  PageSize?: string;
  Page?: string;
  PageToken?: string;
}

function cut<T>(all: readonly T[], query: PageQuery) {
  const size = Math.min(
    largestPage,
    Math.max(1, Number(query.PageSize ?? defaultPageSize) || defaultPageSize),
  );
  const page = Math.max(0, Number(query.Page ?? 0) || 0);
  const items = all.slice(page * size, (page + 1) * size);
  return { size, page, items, more: (page + 1) * size < all.length };
}

/** A page as the API of 2010 has it: addresses without host. */
export function page2010<T>(key: string, all: readonly T[], path: string, query: PageQuery) {
  const { size, page, items, more } = cut(all, query);
  const at = (number: number): string => {
    const kept = new URLSearchParams(query as Record<string, string>);
    kept.set('PageSize', `${size}`);
    kept.set('Page', `${number}`);
    return `${path}?${kept}`;
  };
  return {
    [key]: items,
    page,
    page_size: size,
    start: page * size,
    end: Math.max(page * size, page * size + items.length - 1),
    uri: at(page),
    first_page_uri: at(0),
    next_page_uri: more ? at(page + 1) : null,
    previous_page_uri: page > 0 ? at(page - 1) : null,
  };
}

/** A page as the newer APIs have it: whole addresses, under `meta`. */
export function pageV1<T>(key: string, all: readonly T[], url: string, query: PageQuery) {
  const { size, page, items, more } = cut(all, query);
  const at = (number: number): string => `${url}?PageSize=${size}&Page=${number}`;
  return {
    [key]: items,
    meta: {
      page,
      page_size: size,
      url: at(page),
      first_page_url: at(0),
      next_page_url: more ? at(page + 1) : null,
      previous_page_url: page > 0 ? at(page - 1) : null,
      key,
    },
  };
}
