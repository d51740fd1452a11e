import type { PhoneNumberId } from '@parley/contracts';
import { phoneNumbers, sipTrunks, type TenantTx } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import { invalidField } from '../domain-error.ts';
import type { NumberRow } from '../numbers/number-row.ts';
import { carriesCallsOut } from './calls-out.ts';

const path = 'from_number_id';

/**
 * The number that a call goes out from: the one that is asked for, or the only one that can call out.
 * @throws DomainError `VALIDATION_FAILED`, saying which number to name or what it lacks.
 */
export async function chooseLine(tx: TenantTx, asked: PhoneNumberId | undefined): Promise<NumberRow> {
  const found = await tx
    .select({ number: phoneNumbers })
    .from(phoneNumbers)
    .innerJoin(sipTrunks, eq(sipTrunks.id, phoneNumbers.trunkId))
    .where(and(carriesCallsOut, asked && eq(phoneNumbers.id, asked)))
    .limit(2);
  const [first, second] = found;
  if (first && !second) return first.number;
  if (second) throw invalidField(path, 'Several numbers can call out: say which, by its id.');
  if (!asked) {
    throw invalidField(path, 'No number can call out yet: add one to a trunk that has an outbound address.');
  }
  const [known] = await tx
    .select({ id: phoneNumbers.id })
    .from(phoneNumbers)
    .where(eq(phoneNumbers.id, asked));
  throw invalidField(
    path,
    known
      ? 'The number’s trunk has no outbound address: add one, or use another number.'
      : 'There is no such number.',
  );
}
