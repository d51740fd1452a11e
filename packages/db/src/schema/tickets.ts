import type { SessionId, TicketId, TicketPriority, TicketStatus, UserId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, revision, tenantId, updatedAt } from './columns.ts';
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
    /** What people call it: counts from 1 within the tenant, without gaps. */
    number: integer('number').notNull(),
    status: text('status').$type<TicketStatus>().notNull().default('open'),
    priority: text('priority').$type<TicketPriority>().notNull().default('normal'),
    category: text('category'),
    /** A member; nobody again when the membership ends (see the migration). */
    assigneeId: text('assignee_id').$type<UserId>(),
    name: text('name').notNull(),
    phone: text('phone').notNull(),
    property: text('property').notNull(),
    reason: text('reason').notNull(),
    summary: text('summary'),
    /** What the caller told beyond the columns above, by the agent's own keys. */
    facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull().default({}),
    /** Field → id of the transcript segment it was taken from. */
    evidence: jsonb('evidence').$type<Record<string, string>>().notNull().default({}),
    /** An earlier ticket of the same caller about the same matter: a hint. */
    duplicateOf: text('duplicate_of').$type<TicketId>(),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('tickets_tenant_key').on(table.tenantId, table.id),
    unique('tickets_number_key').on(table.tenantId, table.number),
    uniqueIndex('tickets_session_key').on(table.tenantId, table.sessionId),
    index('tickets_phone_idx').on(table.tenantId, table.phone, table.createdAt),
    index('tickets_tenant_created_idx').on(table.tenantId, table.createdAt),
    check(
      'tickets_status_check',
      sql`${table.status} in ('open', 'in_progress', 'waiting', 'resolved', 'closed', 'reopened')`,
    ),
    check('tickets_priority_check', sql`${table.priority} in ('low', 'normal', 'high', 'urgent')`),
    foreignKey({
      name: 'tickets_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    tenantPolicy('tickets', table.tenantId),
  ],
);
