import { invitations, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { invalidField } from '../domain-error.ts';
import { type InvitationRow, invitationStatusOf } from './invitation-row.ts';

export const deadLink = () =>
  invalidField('token', 'This invitation does not work any more. Ask whoever invited you for a new one.');

/**
 * Holds the invitation until the transaction ends, so that it is used once.
 * @throws DomainError `VALIDATION_FAILED`, the same for one that is unknown, used, revoked or too old.
 */
export async function lockUsableInvitation(tx: TenantTx, hash: string, now: Date): Promise<InvitationRow> {
  const [found] = await tx.select().from(invitations).where(eq(invitations.hash, hash)).for('update');
  if (found && invitationStatusOf(found, now) === 'pending') return found;
  throw deadLink();
}
