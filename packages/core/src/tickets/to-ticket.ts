import type { Ticket } from '@parley/contracts';
import type { tickets } from '@parley/db';

/** A ticket's row in the shape of the contracts. */
export const toTicket = (row: typeof tickets.$inferSelect): Ticket => ({
  ticket_id: row.id,
  session_id: row.sessionId,
  status: row.status,
  name: row.name,
  phone: row.phone,
  property: row.property,
  reason: row.reason,
  summary: row.summary,
  evidence: row.evidence,
  created_at: row.createdAt.toISOString(),
});
