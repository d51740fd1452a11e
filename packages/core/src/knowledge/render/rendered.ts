/** An item as it is searched and said. */
export interface Rendered {
  title: string;
  text: string;
  /** Words that callers use, beside those of title and text. */
  keywords: string[];
}

/** One text of several sentences; what is missing is left out, and each ends with a full stop. */
export const sentences = (...parts: (string | 0 | false | null | undefined)[]): string =>
  parts
    .flatMap((part) => (part ? [/[.!?…]$/.test(part.trim()) ? part.trim() : `${part.trim()}.`] : []))
    .join(' ');

/** "a, b and c" */
export const list = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** The label goes before the value, if there is one. */
export const labelled = (label: string, value: string | undefined): string | undefined =>
  value === undefined ? undefined : `${label}: ${value}`;

/** The keywords of the data, and others that belong to the category. */
export const rendered = (
  title: string,
  text: string,
  data: { keywords?: string[] | undefined },
  more: string[] = [],
): Rendered => ({ title, text, keywords: [...(data.keywords ?? []), ...more] });
