import { guardFormula } from '../csv/formulas.ts';

/** What a spreadsheet may take for a formula and can do nothing with. */
const phone = /^\+\d{1,15}$/;

/**
 * A record of RFC 4180, with its CRLF. A text that a spreadsheet would run as a formula gets a `'` before it
 * (OWASP, CSV injection); a telephone number is left as it is.
 */
export const csvLine = (fields: readonly (string | number | boolean | null)[]): string =>
  `${fields.map(csvField).join(',')}\r\n`;

function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  const text = String(value);
  const harmless = typeof value === 'string' && !phone.test(text) ? guardFormula(text) : text;
  return /[",\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
