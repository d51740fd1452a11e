import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** What others are to be told, written in the transaction that made it true. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** `session.started`, `ticket.created`, … */
    event: text('event').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    publishedAt: instant('published_at'),
  },
  (table) => [
    index('outbox_tenant_idx').on(table.tenantId, table.id),
    tenantPolicy('outbox', table.tenantId),
  ],
);
