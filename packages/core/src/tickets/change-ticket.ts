import { type TenantTx, tickets } from '@parley/db';
import { eq } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { type RevisedTicket, withEvidence } from './ticket-row.ts';
import { type TicketRow, toTicketRecord } from './to-ticket.ts';

/** Writes what differs from the locked row, with its audit entry and its event; when nothing differs, nothing. */
export async function changeTicket(
  tx: TenantTx,
  ctx: ServiceContext,
  row: TicketRow,
  { action, values }: { action: 'ticket.update' | 'ticket.move'; values: Partial<TicketRow> },
): Promise<RevisedTicket> {
  const was = wireOf(row);
  const is = wireOf({ ...row, ...values });
  const changed = Object.keys(is).filter((field) => JSON.stringify(is[field]) !== JSON.stringify(was[field]));
  if (changed.length === 0) return withEvidence(tx, row);
  const [stored] = await tx
    .update(tickets)
    .set({ ...values, revision: row.revision + 1, updatedAt: ctx.now() })
    .where(eq(tickets.id, row.id))
    .returning();
  if (!stored) throw new Error('the ticket was not written');
  const ticket = await withEvidence(tx, stored);
  const payload = { ticket_id: row.id, session_id: row.sessionId, changed };
  await addToOutbox(tx, ctx, [{ event: 'ticket.updated', payload }]);
  const only = (fields: Record<string, unknown>) =>
    Object.fromEntries(changed.map((field) => [field, fields[field]]));
  await appendAudit(tx, ctx, {
    action,
    target: { type: 'ticket', id: row.id },
    before: only(was),
    after: only(is),
  });
  return ticket;
}

const wireOf = (row: TicketRow): Record<string, unknown> => ({
  ...toTicketRecord(row),
  evidence: row.evidence,
});
