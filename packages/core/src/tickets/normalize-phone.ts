import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { invalidField } from '../domain-error.ts';
import { spokenDigits } from './spoken-digits.ts';

const homeRegion = 'US';
const localLength = 7;

/**
 * A phone number to call back: E.164 where the area is known, a local number of seven digits as it was said.
 * @throws DomainError `VALIDATION_FAILED` naming `phone`.
 */
export function normalizePhone(said: string): string {
  const text = /[a-z]{2}/i.test(said) ? (spokenDigits(said) ?? said) : said;
  const digits = text.replace(/\D/g, '');
  if (digits.length === localLength && /^[\d\s().-]+$/.test(text)) {
    return text === said ? said.replace(/\s+/g, ' ') : `${digits.slice(0, 3)} ${digits.slice(3)}`;
  }
  const parsed = parsePhoneNumberFromString(text, homeRegion);
  if (parsed && digits.length > localLength && parsed.isPossible()) return parsed.number;
  throw invalidField(
    'phone',
    'phone is not a number that can be called: ask for it again, with the area code',
  );
}
