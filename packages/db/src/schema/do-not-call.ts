import type { DoNotCallId, DoNotCallSource, SessionId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId, updatedAt } from './columns.ts';
import { allPolicy, gateRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** Numbers that a tenant must not call. */
export const doNotCall = pgTable(
  'do_not_call',
  {
    id: text('id').$type<DoNotCallId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** E.164. */
    number: text('number').notNull(),
    source: text('source').$type<DoNotCallSource>().notNull(),
    reason: text('reason').notNull().default(''),
    /** In which it was said; sessions may go, this stays. */
    sessionId: text('session_id').$type<SessionId>(),
    expiresAt: instant('expires_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    uniqueIndex('do_not_call_number_key').on(table.tenantId, table.number),
    index('do_not_call_tenant_id_idx').on(table.tenantId, table.id),
    check('do_not_call_source_check', sql`${table.source} in ('manual', 'import', 'call')`),
    tenantPolicy('do_not_call', table.tenantId),
  ],
);

/** Numbers that no tenant may call: the operator's. Tenants learn of the number that they ask about, by a function. */
export const globalDoNotCall = pgTable(
  'global_do_not_call',
  {
    id: text('id').$type<DoNotCallId>().primaryKey(),
    number: text('number').notNull(),
    source: text('source').notNull(),
    expiresAt: instant('expires_at'),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('global_do_not_call_number_key').on(table.number),
    allPolicy('global_do_not_call_gate', gateRole),
  ],
);
