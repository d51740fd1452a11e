import type { TicketId, TicketStatus } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { requireRevision } from '../require-revision.ts';
import { changeTicket } from './change-ticket.ts';
import { lockTicketRow, type RevisedTicket } from './ticket-row.ts';
import { requireTransition } from './ticket-transitions.ts';

interface MoveTicket {
  ctx: ServiceContext;
  ticketId: TicketId;
  /** `revision`: the one that the client has seen. */
  input: { to: TicketStatus; revision?: number | undefined };
}

/** @throws DomainError `INVALID_TRANSITION`, `NOT_FOUND`, `PRECONDITION_FAILED` */
export async function moveTicket({ ctx, ticketId, input }: MoveTicket): Promise<RevisedTicket> {
  requireScope(ctx, 'tickets:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const row = await lockTicketRow(tx, ticketId);
    requireRevision(row.revision, input.revision);
    requireTransition(row.status, input.to);
    return changeTicket(tx, ctx, row, { action: 'ticket.move', values: { status: input.to } });
  });
}
