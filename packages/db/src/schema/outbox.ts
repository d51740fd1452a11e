import type { WebhookMessageId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** What others are to be told, written in the transaction that made it true. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    /** The message's name outside. */
    messageId: text('message_id')
      .$type<WebhookMessageId>()
      .notNull()
      .default(sql`'msg_' || replace(gen_random_uuid()::text, '-', '')`),
    /** `session.started`, `ticket.created`, … */
    event: text('event').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
    /** When it was handed to those who are to be told. */
    publishedAt: instant('published_at'),
  },
  (table) => [
    unique('outbox_tenant_message_key').on(table.tenantId, table.messageId),
    index('outbox_tenant_idx').on(table.tenantId, table.id),
    index('outbox_unpublished_idx').on(table.id).where(sql`published_at is null`),
    tenantPolicy('outbox', table.tenantId),
    readPolicy('outbox_system', systemRole),
  ],
);
