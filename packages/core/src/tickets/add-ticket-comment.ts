import { newId, type TicketComment, type TicketId, ticketCommentBodySchema } from '@parley/contracts';
import { ticketComments, withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { addToOutbox } from '../add-to-outbox.ts';
import { appendAudit, auditActorOf } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { fetchTicketRow } from './ticket-row.ts';
import { toTicketComment } from './to-ticket-comment.ts';

interface AddTicketComment {
  ctx: ServiceContext;
  ticketId: TicketId;
  input: z.input<typeof ticketCommentBodySchema>;
}

/** @throws DomainError `NOT_FOUND`, `VALIDATION_FAILED` */
export async function addTicketComment({ ctx, ticketId, input }: AddTicketComment): Promise<TicketComment> {
  requireScope(ctx, 'tickets:write');
  const { text } = parseInput(ticketCommentBodySchema, storableJson(input));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const { sessionId } = await fetchTicketRow(tx, ticketId);
    const now = ctx.now();
    const row = {
      id: newId('ticketComment', now.getTime()),
      tenantId: ctx.actor.tenantId,
      ticketId,
      author: auditActorOf(ctx.actor),
      text,
      createdAt: now,
    };
    await tx.insert(ticketComments).values(row);
    const comment = toTicketComment(row);
    const payload = { ticket_id: ticketId, session_id: sessionId, changed: ['comments'] };
    await addToOutbox(tx, ctx, [{ event: 'ticket.updated', payload }]);
    const after = { comment_id: comment.comment_id, text };
    await appendAudit(tx, ctx, { action: 'ticket.comment', target: { type: 'ticket', id: ticketId }, after });
    return comment;
  });
}
