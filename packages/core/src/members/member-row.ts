import type { Member, UserId } from '@parley/contracts';
import { memberships, type TenantTx, users } from '@parley/db';
import { and, count, eq, ne } from 'drizzle-orm';
import { DomainError, notFound } from '../domain-error.ts';

/** Members with what the tenant may know of them; the caller adds `where` and the like. */
export const selectMembers = (tx: TenantTx) =>
  tx
    .select({
      userId: memberships.userId,
      email: users.email,
      name: users.name,
      role: memberships.role,
      revision: memberships.revision,
      createdAt: memberships.createdAt,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .$dynamic();

export type MemberRow = Awaited<ReturnType<typeof selectMembers>>[number];

export const toMember = (row: MemberRow): Member => ({
  user_id: row.userId,
  email: row.email,
  name: row.name,
  role: row.role,
  created_at: row.createdAt.toISOString(),
});

/** @throws DomainError `NOT_FOUND`, also for a member of another tenant. */
export async function fetchMember(tx: TenantTx, userId: UserId): Promise<MemberRow> {
  const [row] = await selectMembers(tx).where(eq(memberships.userId, userId));
  if (!row) throw notFound('member');
  return row;
}

/** For when an owner is about to be none; the tenant must be locked. @throws DomainError `CONFLICT` */
export async function requireAnotherOwner(tx: TenantTx, userId: UserId): Promise<void> {
  const [others] = await tx
    .select({ count: count() })
    .from(memberships)
    .where(and(eq(memberships.role, 'owner'), ne(memberships.userId, userId)));
  if ((others?.count ?? 0) > 0) return;
  throw new DomainError('CONFLICT', 'This is the last owner. Make somebody else an owner first.');
}
