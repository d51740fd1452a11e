import type {
  BlockReason,
  CallId,
  CallPurpose,
  DialDecision,
  DialId,
  DialKind,
  SessionId,
} from '@parley/contracts';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
} from 'drizzle-orm/pg-core';
import { calls } from './calls.ts';
import { instant, tenantId } from './columns.ts';
import { gateRole, readPolicy, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/**
 * Every answer of the gate, with what it rests on. Those that allow a dial are the attempts that count, and what they
 * reserve or cost is the tenant's spend.
 */
export const dials = pgTable(
  'dials',
  {
    id: text('id').$type<DialId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    kind: text('kind').$type<DialKind>().notNull(),
    callId: text('call_id').$type<CallId>(),
    /** Out of which a transfer was asked for. */
    sessionId: text('session_id').$type<SessionId>(),
    toNumber: text('to_number').notNull(),
    purpose: text('purpose').$type<CallPurpose>().notNull(),
    allowed: boolean('allowed').notNull(),
    reason: text('reason').$type<BlockReason>(),
    decision: jsonb('decision').$type<DialDecision>().notNull(),
    /** What a minute costs, in cents, as it was at the dial. */
    centsPerMinute: doublePrecision('cents_per_minute').notNull(),
    /** In cents, for the longest that it may last; 0 when it was not allowed. */
    reservedCents: integer('reserved_cents').notNull(),
    /** In cents; null until it is over. */
    costCents: integer('cost_cents'),
    decidedAt: instant('decided_at').notNull(),
  },
  (table) => [
    index('dials_number_idx').on(table.tenantId, table.toNumber, table.decidedAt),
    index('dials_spend_idx')
      .on(table.tenantId, table.decidedAt, table.reservedCents, table.costCents)
      .where(sql`allowed`),
    index('dials_recent_idx').on(table.decidedAt).where(sql`allowed`),
    index('dials_call_idx').on(table.tenantId, table.callId),
    check('dials_kind_check', sql`${table.kind} in ('call', 'transfer')`),
    check('dials_purpose_check', sql`${table.purpose} in ('informational', 'marketing')`),
    foreignKey({
      name: 'dials_call_fk',
      columns: [table.tenantId, table.callId],
      foreignColumns: [calls.tenantId, calls.id],
    }).onDelete('cascade'),
    tenantPolicy('dials', table.tenantId),
    readPolicy('dials_gate', gateRole),
  ],
);
