type Value = string | number | boolean | undefined | null;
export type QueryValue = Value | readonly Value[];

/** `/tickets/{id}` with its values, and the query; what is undefined is left out, lists are repeated. */
export function fillPath(
  path: string,
  values: Record<string, Value> = {},
  query: Record<string, QueryValue> = {},
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const params = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    for (const value of Array.isArray(given) ? given : [given]) {
      if (value !== undefined && value !== null) params.append(name, String(value));
    }
  }
  return params.size === 0 ? filled : `${filled}?${params}`;
}
