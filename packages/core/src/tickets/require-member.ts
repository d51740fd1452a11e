import type { UserId } from '@parley/contracts';
import { memberships, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { invalidField } from '../domain-error.ts';

/** @throws DomainError `VALIDATION_FAILED` naming `assignee_id`, when it is nobody of the tenant. */
export async function requireMember(tx: TenantTx, assigneeId: UserId | null | undefined): Promise<void> {
  if (!assigneeId) return;
  const [member] = await tx
    .select({ id: memberships.userId })
    .from(memberships)
    .where(eq(memberships.userId, assigneeId))
    .for('key share');
  if (!member) throw invalidField('assignee_id', 'assignee_id must be a member of your tenant, or null');
}
