import type { AuditActor } from '@parley/contracts';
import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** Who did what. Rows are only added; each carries a keyed hash over itself and the one before it. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** Counts from 1 within the tenant, without gaps. */
    seq: bigint('seq', { mode: 'number' }).notNull(),
    at: instant('at').notNull(),
    actor: jsonb('actor').$type<AuditActor>().notNull(),
    /** `ticket.create`, … */
    action: text('action').notNull(),
    targetType: text('target_type').notNull(),
    targetId: text('target_id').notNull(),
    /** The target's fields that changed, secrets masked; null when it was not there. */
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    address: text('address'),
    requestId: text('request_id'),
    /** HMAC-SHA-256 over the row and the hash of the row before, in hexadecimal. */
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.seq] }),
    index('audit_entries_target_idx').on(table.tenantId, table.targetType, table.targetId),
    tenantPolicy('audit_entries', table.tenantId),
  ],
);

/** The end of each tenant's chain; whoever adds to it holds its lock. */
export const auditHeads = pgTable(
  'audit_heads',
  {
    tenantId: tenantId()
      .primaryKey()
      .references(() => tenants.id, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
    /** Keyed hash over the head itself, so that nobody without the key can set it back to an earlier entry. */
    seal: text('seal'),
  },
  (table) => [tenantPolicy('audit_heads', table.tenantId)],
);
