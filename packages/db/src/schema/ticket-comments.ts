import type { AuditActor, TicketCommentId, TicketId } from '@parley/contracts';
import { foreignKey, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tickets } from './tickets.ts';

/** What the staff say about a ticket among themselves. Never changed. */
export const ticketComments = pgTable(
  'ticket_comments',
  {
    id: text('id').$type<TicketCommentId>().primaryKey(),
    tenantId: tenantId(),
    ticketId: text('ticket_id').$type<TicketId>().notNull(),
    author: jsonb('author').$type<AuditActor>().notNull(),
    text: text('text').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index('ticket_comments_ticket_idx').on(table.tenantId, table.ticketId, table.id),
    foreignKey({
      name: 'ticket_comments_ticket_fk',
      columns: [table.tenantId, table.ticketId],
      foreignColumns: [tickets.tenantId, tickets.id],
    }).onDelete('cascade'),
    tenantPolicy('ticket_comments', table.tenantId),
  ],
);
