import { listMembersQuerySchema, type Member } from '@parley/contracts';
import { memberships, withTenant } from '@parley/db';
import { desc, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { selectMembers, toMember } from './member-row.ts';

interface ListMembers {
  ctx: ServiceContext;
  input: z.input<typeof listMembersQuerySchema>;
}

/** The tenant's people, by the age of their accounts, the newest first. */
export async function listMembers({
  ctx,
  input,
}: ListMembers): Promise<{ members: Member[]; nextCursor: string | null }> {
  requireScope(ctx, 'members:read');
  const { cursor, limit } = parseInput(listMembersQuerySchema, input);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    selectMembers(tx)
      .where(cursor && lt(memberships.userId, cursor))
      .orderBy(desc(memberships.userId))
      .limit(limit + 1),
  );
  const members = rows.slice(0, limit).map(toMember);
  return { members, nextCursor: rows.length > limit ? (members.at(-1)?.user_id ?? null) : null };
}
