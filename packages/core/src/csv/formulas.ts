/** What a spreadsheet would calculate, also as East Asian keyboards write it (OWASP, CSV injection). */
const formula = /^[\s\0]*[=+\-@\t\r＝＋－＠]/;

/** Also with apostrophes before it: whoever reads it again takes one away. */
const isGuarded = (text: string): boolean => formula.test(text.replace(/^'+/, ''));

/** The text with an apostrophe before it where a spreadsheet would calculate it. */
export const guardFormula = (text: string): string => (isGuarded(text) ? `'${text}` : text);

/** A cell of an export as it was. */
export const withoutGuard = (cell: string): string =>
  cell.startsWith("'") && isGuarded(cell) ? cell.slice(1) : cell;
