import type { BlockReason } from '@parley/contracts';
import type { TenantTx } from '@parley/db';
import { readDialPolicy } from '../dial-policy/policy-row.ts';
import { blockedCall } from '../dialing/block-words.ts';
import { destinationFaults } from '../dialing/destination-faults.ts';
import { doNotCallOf } from '../dialing/load-facts.ts';
import { placesOfNumber } from '../dialing/places-of-number.ts';
import { holds } from '../do-not-call/entry-row.ts';

/**
 * Tells whoever asks for a call at once that it will never be dialled as things stand: its number is on a do-not-call
 * list, or of a place that the policy does not allow. Hours, consent and caps may change, and are asked at the dial.
 * @param at when it is due
 * @throws DomainError `CALL_BLOCKED`
 */
export async function requirePossibleDial(tx: TenantTx, number: string, at: Date): Promise<void> {
  const { policy } = await readDialPolicy(tx);
  const places = placesOfNumber(number);
  const listed = (await doNotCallOf(tx, number)).filter((entry) => holds(entry, at));
  const isTest = policy.test_numbers.includes(number);
  const faults: BlockReason[] = [
    ...listed.map(({ scope }): BlockReason => `do_not_call_${scope}`),
    ...destinationFaults(number, policy, places),
    ...(!isTest && places.zones.length === 0 ? (['zone_unknown'] as const) : []),
  ];
  if (faults.length > 0) throw blockedCall(faults);
}
