import type { SessionId, TicketId, TicketStatus } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { sessions } from './sessions.ts';
import { tenants } from './tenants.ts';

/** What a caller wants done. A session writes one at most. */
export const tickets = pgTable(
  'tickets',
  {
    id: text('id').$type<TicketId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    sessionId: text('session_id').$type<SessionId>(),
    status: text('status').$type<TicketStatus>().notNull().default('open'),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    property: text('property').notNull(),
    reason: text('reason').notNull(),
    summary: text('summary'),
    /** Field → id of the transcript segment it was taken from. */
    evidence: jsonb('evidence').$type<Record<string, string>>().notNull().default({}),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('tickets_session_key').on(table.tenantId, table.sessionId),
    index('tickets_tenant_created_idx').on(table.tenantId, table.createdAt),
    check(
      'tickets_status_check',
      sql`${table.status} in ('open', 'in_progress', 'waiting', 'resolved', 'closed', 'reopened')`,
    ),
    foreignKey({
      name: 'tickets_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    tenantPolicy('tickets', table.tenantId),
  ],
);
