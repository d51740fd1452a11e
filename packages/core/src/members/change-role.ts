import { type Member, type MemberBody, memberBodySchema, type UserId } from '@parley/contracts';
import { memberships, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireRoleWithinOwn, requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { fetchMember, requireAnotherOwner, toMember } from './member-row.ts';

interface ChangeRole {
  ctx: ServiceContext;
  userId: UserId;
  input: MemberBody;
  /** The revision that the client has seen. */
  ifRevision?: number | undefined;
}

/**
 * Gives a member another role, with the next request: the access token of the old one is refused.
 * @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`, `FORBIDDEN` for a role that is beyond one's own, `CONFLICT`
 * for the last owner.
 */
export async function changeRole({
  ctx,
  userId,
  input,
  ifRevision,
}: ChangeRole): Promise<{ member: Member; revision: number }> {
  requireScope(ctx, 'members:write');
  const { role } = parseInput(memberBodySchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockTenant(tx);
    const before = await fetchMember(tx, userId);
    requireRoleWithinOwn(ctx, before.role);
    requireRoleWithinOwn(ctx, role);
    requireRevision(before.revision, ifRevision);
    if (before.role === role) return { member: toMember(before), revision: before.revision };
    if (before.role === 'owner') await requireAnotherOwner(tx, userId);
    const revision = before.revision + 1;
    await tx.update(memberships).set({ role, revision }).where(eq(memberships.userId, userId));
    await appendAudit(tx, ctx, {
      action: 'member.change_role',
      target: { type: 'user', id: userId },
      before: { role: before.role },
      after: { role },
    });
    return { member: toMember({ ...before, role }), revision };
  });
}
