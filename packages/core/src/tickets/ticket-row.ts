import type { TicketId, TicketWithEvidence } from '@parley/contracts';
import { type TenantTx, tickets } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';
import { callerSegments } from './caller-segments.ts';
import { type TicketRow, toTicketWithEvidence } from './to-ticket.ts';

/** A ticket whole, with the revision that its ETag tells. */
export interface RevisedTicket {
  ticket: TicketWithEvidence;
  revision: number;
}

/** @throws DomainError `NOT_FOUND` */
export async function fetchTicketRow(tx: TenantTx, ticketId: TicketId): Promise<TicketRow> {
  const [row] = await tx.select().from(tickets).where(eq(tickets.id, ticketId));
  if (!row) throw notFound('ticket');
  return row;
}

/** The same, held until the transaction ends. */
export async function lockTicketRow(tx: TenantTx, ticketId: TicketId): Promise<TicketRow> {
  const [row] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('update');
  if (!row) throw notFound('ticket');
  return row;
}

export async function withEvidence(tx: TenantTx, row: TicketRow): Promise<RevisedTicket> {
  const sought = row.sessionId !== null && Object.keys(row.evidence).length > 0;
  const segments = sought && row.sessionId ? await callerSegments(tx, row.sessionId) : [];
  return { ticket: toTicketWithEvidence(row, segments), revision: row.revision };
}
