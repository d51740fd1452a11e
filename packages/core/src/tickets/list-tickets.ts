import { type TicketFilters, type TicketId, type TicketRecord, ticketIdSchema } from '@parley/contracts';
import { type TenantTx, tickets, withTenant } from '@parley/db';
import { and, desc, lt } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { ticketConditions } from './ticket-conditions.ts';
import { type TicketRow, toTicketRecord } from './to-ticket.ts';

interface ListTickets {
  ctx: ServiceContext;
  input: TicketFilters & { limit: number; cursor?: string };
}

/** The tenant's tickets that fit the filters, newest first. `nextCursor` is null on the last page. */
export async function listTickets({
  ctx,
  input: { limit, cursor, ...filters },
}: ListTickets): Promise<{ tickets: TicketRecord[]; nextCursor: string | null }> {
  requireScope(ctx, 'tickets:read');
  const before = cursor === undefined ? undefined : parseCursor(cursor);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const rows = await selectTickets(tx, filters, { before, limit: limit + 1 });
    const page = rows.slice(0, limit).map(toTicketRecord);
    return { tickets: page, nextCursor: rows.length > limit ? (page.at(-1)?.ticket_id ?? null) : null };
  });
}

/** Newest first: ids sort by the time they were made. */
export const selectTickets = (
  tx: TenantTx,
  filters: TicketFilters,
  { before, limit }: { before: TicketId | undefined; limit: number },
): Promise<TicketRow[]> =>
  tx
    .select()
    .from(tickets)
    .where(and(ticketConditions(filters), before && lt(tickets.id, before)))
    .orderBy(desc(tickets.id))
    .limit(limit);

function parseCursor(cursor: string): TicketId {
  const parsed = ticketIdSchema.safeParse(cursor);
  if (!parsed.success) throw invalidField('cursor', 'cursor must be a next_cursor of this list');
  return parsed.data;
}
