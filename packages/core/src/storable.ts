/** Postgres keeps neither NUL nor half a surrogate pair; both come from broken encoders, never from speech. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/**
 * The same for every text inside a value that goes into a jsonb column. Before the value is checked: a text of NULs
 * alone is empty.
 */
export function storableJson<T>(value: T): T {
  if (typeof value === 'string') return storableText(value) as T;
  if (Array.isArray(value)) return value.map(storableJson) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item)]),
  ) as T;
}
