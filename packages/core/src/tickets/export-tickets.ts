import type { TicketFilters, TicketId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { csvLine } from './csv-line.ts';
import { selectTickets } from './list-tickets.ts';
import { ticketConditions } from './ticket-conditions.ts';
import { type TicketRow, toTicketRecord } from './to-ticket.ts';

const pageSize = 500;

interface ExportTickets {
  ctx: ServiceContext;
  input: TicketFilters;
}

const columns = [
  'number',
  'ticket_id',
  'session_id',
  'status',
  'priority',
  'category',
  'assignee_id',
  'name',
  'phone',
  'property',
  'reason',
  'summary',
  'facts',
  'duplicate_of',
  'created_at',
  'updated_at',
] as const;

/**
 * The tenant's tickets that fit the filters as CSV, newest first, page by page. The export is in the audit log before
 * its first line leaves.
 */
export async function exportTickets({ ctx, input }: ExportTickets): Promise<AsyncGenerator<string>> {
  requireScope(ctx, 'tickets:read');
  ticketConditions(input);
  const { tenantId } = ctx.actor;
  await withTenant(ctx.db, tenantId, (tx) =>
    appendAudit(tx, ctx, { action: 'ticket.export', target: { type: 'tenant', id: tenantId }, after: input }),
  );
  return lines(ctx, input);
}

async function* lines(ctx: ServiceContext, filters: TicketFilters): AsyncGenerator<string> {
  yield csvLine(columns);
  let before: TicketId | undefined;
  do {
    const page = { before, limit: pageSize };
    const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => selectTickets(tx, filters, page));
    if (rows.length > 0) yield rows.map(toLine).join('');
    before = rows.length === pageSize ? rows.at(-1)?.id : undefined;
  } while (before);
}

function toLine(row: TicketRow): string {
  const { facts, ...ticket } = toTicketRecord(row);
  const told = Object.keys(facts).length > 0 ? JSON.stringify(facts) : null;
  return csvLine(columns.map((column) => (column === 'facts' ? told : ticket[column])));
}
