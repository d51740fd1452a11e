import type { Ticket, TicketEvidence, TicketRecord, TicketWithEvidence } from '@parley/contracts';
import type { tickets } from '@parley/db';

export type TicketRow = typeof tickets.$inferSelect;

/** A ticket's row as the worker and those who watch a call see it. */
export const toTicket = (row: TicketRow): Ticket => ({
  ticket_id: row.id,
  session_id: row.sessionId,
  status: row.status,
  name: row.name,
  phone: row.phone,
  property: row.property,
  reason: row.reason,
  summary: row.summary,
  facts: row.facts,
  evidence: row.evidence,
  created_at: row.createdAt.toISOString(),
});

/** The same as the staff see it in lists. */
export function toTicketRecord(row: TicketRow): TicketRecord {
  const { evidence, ...ticket } = toTicket(row);
  return {
    ...ticket,
    number: row.number,
    category: row.category,
    priority: row.priority,
    assignee_id: row.assigneeId,
    facts: row.facts,
    duplicate_of: row.duplicateOf,
    updated_at: row.updatedAt.toISOString(),
  };
}

/** The same whole. @param segments what its session's caller said. */
export function toTicketWithEvidence(row: TicketRow, segments: TicketEvidence[]): TicketWithEvidence {
  const byId = new Map(segments.map((segment) => [segment.segment_id, segment]));
  const evidence = Object.entries(row.evidence).flatMap(([field, segmentId]) => {
    const segment = byId.get(segmentId);
    return segment ? [[field, segment] as const] : [];
  });
  return { ...toTicketRecord(row), evidence: Object.fromEntries(evidence) };
}
