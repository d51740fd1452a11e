/** What a spreadsheet would calculate, also as East Asian keyboards write it (OWASP, CSV injection). */
const begins = '[=+\\-@＝＋－＠]';
const formula = new RegExp(`^[\\s\\0]*(?:${begins}|[\\t\\r])`);
/** Where semicolons or tabs part cells, as in much of Europe, one begins in the midst of a text. */
const within = new RegExp(`([;\\t]'*)(?=${begins})`, 'g');
const withinGuarded = new RegExp(`([;\\t]'*)'(?=${begins})`, 'g');

/** Also with apostrophes before it: whoever reads it again takes one away. */
const isGuarded = (text: string): boolean => formula.test(text.replace(/^'+/, ''));

/** The text with an apostrophe before whatever a spreadsheet would calculate. */
export function guardFormula(text: string): string {
  const guarded = text.replace(within, "$1'");
  return isGuarded(text) ? `'${guarded}` : guarded;
}

/** A cell of an export as it was. */
export function withoutGuard(cell: string): string {
  const text = cell.startsWith("'") && isGuarded(cell) ? cell.slice(1) : cell;
  return text.replace(withinGuarded, '$1');
}
