import { setImmediate as breathe } from 'node:timers/promises';
import { type ContactError, contactVariablesSchema } from '@parley/contracts';
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { isTestNumber } from '../calls/require-dialable.ts';
import { invalidField } from '../domain-error.ts';
import { storableJson } from '../storable.ts';
import type { ContactLine } from './read-contacts-csv.ts';

/** So many at a time, that nobody else's call stutters meanwhile. */
const atATime = 500;

export interface CheckedContact {
  line: number;
  /** E.164. */
  number: string;
  variables: Record<string, string>;
}

/** Tells the contacts that can be called from those that cannot, and why. @throws DomainError `VALIDATION_FAILED` */
export async function checkContacts(
  lines: readonly ContactLine[],
  defaultCountry: string | undefined,
): Promise<{ contacts: CheckedContact[]; errors: ContactError[] }> {
  const country = defaultCountry === undefined ? undefined : supported(defaultCountry);
  const contacts: CheckedContact[] = [];
  const errors: ContactError[] = [];
  for (const [index, { line, number: written, variables: brought }] of lines.entries()) {
    if (index % atATime === atATime - 1) await breathe();
    const number = toE164(written, country);
    if (!number) errors.push({ line, path: 'number', message: messageOf(written, country) });
    const variables = contactVariablesSchema.safeParse(storableJson(brought));
    for (const { path, message } of variables.error?.issues ?? []) {
      errors.push({ line, path: path.join('.'), message });
    }
    if (number && variables.success) contacts.push({ line, number, variables: variables.data });
  }
  return { contacts, errors };
}

function supported(country: string): CountryCode {
  if (isSupportedCountry(country)) return country;
  throw invalidField('default_country', `There is no country ${country}: use its two letters, as in US.`);
}

function toE164(written: string, country: CountryCode | undefined): string | undefined {
  const text = written.trim();
  if (isTestNumber(text)) return text;
  const parsed = parsePhoneNumberFromString(text, country);
  return parsed?.isPossible() && !parsed.ext ? parsed.number : undefined;
}

function messageOf(written: string, country: CountryCode | undefined): string {
  if (written.trim() === '') return 'There is no number.';
  const shown = written.trim().slice(0, 40);
  const how = country ? '' : ', with its country’s code, or give default_country';
  return `${shown} is no telephone number: write it as +14155550142${how}.`;
}
