import type { Member, UserId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchMember, toMember } from './member-row.ts';

interface GetMember {
  ctx: ServiceContext;
  userId: UserId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getMember({ ctx, userId }: GetMember): Promise<{ member: Member; revision: number }> {
  requireScope(ctx, 'members:read');
  const row = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchMember(tx, userId));
  return { member: toMember(row), revision: row.revision };
}
