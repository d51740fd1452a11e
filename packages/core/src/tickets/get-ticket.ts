import type { TicketId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchTicketRow, type RevisedTicket, withEvidence } from './ticket-row.ts';

interface GetTicket {
  ctx: ServiceContext;
  ticketId: TicketId;
}

/** @throws DomainError `NOT_FOUND`, also for another tenant's ticket. */
export async function getTicket({ ctx, ticketId }: GetTicket): Promise<RevisedTicket> {
  requireScope(ctx, 'tickets:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) =>
    withEvidence(tx, await fetchTicketRow(tx, ticketId)),
  );
}
