import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** A request that must have one effect however often it is sent, and what was answered. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** Who asked: two API keys may use the same word. */
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, route and body, in hexadecimal. */
    request: text('request').notNull(),
    /** The answer; null while the request is being carried out. */
    status: integer('status'),
    body: jsonb('body').$type<unknown>(),
    createdAt: createdAt(),
    /** Whoever carries it out has until then; after that it may be tried again. */
    lockedUntil: instant('locked_until').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.actor, table.key] }),
    index('idempotency_keys_created_idx').on(table.createdAt),
    tenantPolicy('idempotency_keys', table.tenantId),
  ],
);
