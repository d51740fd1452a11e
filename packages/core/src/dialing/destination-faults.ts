import type { BlockReason, DialPolicy } from '@parley/contracts';
import type { Places } from './places-of-number.ts';

/** What is wrong with a number whenever it is dialled, by the tenant's countries and prefixes. */
export function destinationFaults(
  number: string,
  policy: DialPolicy,
  { possible, country }: Places,
): BlockReason[] {
  if (policy.test_numbers.includes(number)) return [];
  const starts = (prefix: string) => number.startsWith(prefix);
  const faults: BlockReason[] = possible ? [] : ['invalid_number'];
  if (policy.blocked_prefixes.some(starts)) faults.push('prefix_blocked');
  const allowed =
    (country !== undefined && policy.allowed_countries.includes(country)) ||
    policy.allowed_prefixes.some(starts);
  return allowed ? faults : [...faults, 'destination_not_allowed'];
}
