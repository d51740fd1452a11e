import type { TicketComment } from '@parley/contracts';
import type { ticketComments } from '@parley/db';

export const toTicketComment = (row: typeof ticketComments.$inferSelect): TicketComment => ({
  comment_id: row.id,
  ticket_id: row.ticketId,
  author: row.author,
  text: row.text,
  created_at: row.createdAt.toISOString(),
});
