import { type Invitation, listInvitationsQuerySchema } from '@parley/contracts';
import { invitations, withTenant } from '@parley/db';
import { desc, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { toInvitation } from './invitation-row.ts';

interface ListInvitations {
  ctx: ServiceContext;
  input: z.input<typeof listInvitationsQuerySchema>;
}

/** All of them, also those that are over, newest first. */
export async function listInvitations({
  ctx,
  input,
}: ListInvitations): Promise<{ invitations: Invitation[]; nextCursor: string | null }> {
  requireScope(ctx, 'members:read');
  const { cursor, limit } = parseInput(listInvitationsQuerySchema, input);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(invitations)
      .where(cursor && lt(invitations.id, cursor))
      .orderBy(desc(invitations.id))
      .limit(limit + 1),
  );
  const now = ctx.now();
  const page = rows.slice(0, limit).map((row) => toInvitation(row, now));
  return { invitations: page, nextCursor: rows.length > limit ? (page.at(-1)?.invitation_id ?? null) : null };
}
