import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { invalidField } from '../domain-error.ts';

/** Too short to be anybody's: what the demo and tests are rung at. */
const testNumber = /^\+1555\d{4}$/;
export const isTestNumber = (number: string): boolean => testNumber.test(number);

/** @throws DomainError `VALIDATION_FAILED` for what cannot be a telephone number, so that no carrier is asked. */
export function requireDialable(path: string, number: string): void {
  if (isTestNumber(number) || parsePhoneNumberFromString(number)?.isPossible()) return;
  throw invalidField(path, `${number} is too short, too long, or of no country: write it as +14155550142`);
}
