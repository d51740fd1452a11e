import { integer, pgTable } from 'drizzle-orm/pg-core';
import { tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** The number of each tenant's newest ticket; its row is the lock under which numbers are given out. */
export const ticketCounters = pgTable(
  'ticket_counters',
  {
    tenantId: tenantId()
      .primaryKey()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    last: integer('last').notNull(),
  },
  (table) => [tenantPolicy('ticket_counters', table.tenantId)],
);
