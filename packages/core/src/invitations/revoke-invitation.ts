import type { InvitationId } from '@parley/contracts';
import { invitations, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, notFound } from '../domain-error.ts';

interface RevokeInvitation {
  ctx: ServiceContext;
  invitationId: InvitationId;
}

/**
 * The link does not work any more. Revoked again: nothing happens.
 * @throws DomainError `NOT_FOUND`, `CONFLICT` for one that was accepted.
 */
export async function revokeInvitation({ ctx, invitationId }: RevokeInvitation): Promise<void> {
  requireScope(ctx, 'members:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const own = eq(invitations.id, invitationId);
    const [found] = await tx.select().from(invitations).where(own).for('update');
    if (!found) throw notFound('invitation');
    if (found.acceptedAt) {
      throw new DomainError('CONFLICT', 'This invitation was accepted. Remove the member instead.');
    }
    if (found.revokedAt) return;
    await tx.update(invitations).set({ revokedAt: ctx.now() }).where(own);
    await appendAudit(tx, ctx, {
      action: 'invitation.revoke',
      target: { type: 'invitation', id: invitationId },
      before: { email: found.email, role: found.role },
    });
  });
}
