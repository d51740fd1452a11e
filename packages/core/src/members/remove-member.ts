import type { UserId } from '@parley/contracts';
import { asTenant, memberships, refreshTokens, type TenantTx, withIdentity } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import { requireRoleWithinOwn, requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import { lockUser } from '../auth/lock-user.ts';
import type { ServiceContext } from '../context.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { fetchMember, requireAnotherOwner } from './member-row.ts';

interface RemoveMember {
  ctx: ServiceContext;
  userId: UserId;
}

/**
 * Ends a membership, and the person's log-ins to this tenant, with the next request. The account itself stays.
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN` for a role that is beyond one's own, `CONFLICT` for the last owner.
 */
export async function removeMember({ ctx, userId }: RemoveMember): Promise<void> {
  requireScope(ctx, 'members:write');
  await withIdentity(ctx.db, async (tx) => {
    await lockUser(tx, userId);
    await asTenant(tx, ctx.actor.tenantId, (own) => remove(own, ctx, userId));
  });
}

async function remove(tx: TenantTx, ctx: ServiceContext, userId: UserId): Promise<void> {
  await lockTenant(tx);
  const { role, email } = await fetchMember(tx, userId);
  requireRoleWithinOwn(ctx, role);
  if (role === 'owner') await requireAnotherOwner(tx, userId);
  // Otherwise they would come to life again with another membership.
  await tx
    .update(refreshTokens)
    .set({ revokedAt: ctx.now() })
    .where(and(eq(refreshTokens.userId, userId), isNull(refreshTokens.revokedAt)));
  await tx.delete(memberships).where(eq(memberships.userId, userId));
  await appendAudit(tx, ctx, {
    action: 'member.remove',
    target: { type: 'user', id: userId },
    before: { email, role },
  });
}
