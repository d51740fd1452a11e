import { type TicketComment, type TicketId, ticketCommentIdSchema } from '@parley/contracts';
import { ticketComments, withTenant } from '@parley/db';
import { and, asc, eq, gt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { fetchTicketRow } from './ticket-row.ts';
import { toTicketComment } from './to-ticket-comment.ts';

interface ListTicketComments {
  ctx: ServiceContext;
  ticketId: TicketId;
  input: { limit: number; cursor?: string };
}

/**
 * A ticket's comments, oldest first. `nextCursor` is null on the last page.
 * @throws DomainError `NOT_FOUND`
 */
export async function listTicketComments({
  ctx,
  ticketId,
  input: { limit, cursor },
}: ListTicketComments): Promise<{ comments: TicketComment[]; nextCursor: string | null }> {
  requireScope(ctx, 'tickets:read');
  const after = ticketCommentIdSchema.optional().safeParse(cursor);
  if (!after.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchTicketRow(tx, ticketId);
    const rows = await tx
      .select()
      .from(ticketComments)
      .where(and(eq(ticketComments.ticketId, ticketId), after.data && gt(ticketComments.id, after.data)))
      .orderBy(asc(ticketComments.id))
      .limit(limit + 1);
    const comments = rows.slice(0, limit).map(toTicketComment);
    return { comments, nextCursor: rows.length > limit ? (comments.at(-1)?.comment_id ?? null) : null };
  });
}
