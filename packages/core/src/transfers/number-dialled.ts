import { e164Schema } from '@parley/contracts';
import { invalidField } from '../domain-error.ts';

/** Shorter ones are extensions of a telephone system. */
const shortest = 7;

/**
 * The telephone number that is rung where a call is passed on to a number or SIP address; undefined for a SIP user or
 * an extension. A trunk dials `sip:+1900…@carrier` like the number itself, so the gate has to know it as such.
 * @throws DomainError `VALIDATION_FAILED` for digits that could be anybody's number
 */
export function numberDialled(address: string): string | undefined {
  const user = decoded(/^sips?:([^@]+)@/.exec(address)?.[1] ?? address).replace(/[-.]/g, '');
  if (!/^\+?\d+$/.test(user) || (user.length < shortest && !user.startsWith('+'))) return undefined;
  if (e164Schema.safeParse(user).success) return user;
  throw invalidField('to', `Write the number in ${address} with + and country code.`);
}

function decoded(user: string): string {
  try {
    return decodeURIComponent(user);
  } catch {
    return user;
  }
}
