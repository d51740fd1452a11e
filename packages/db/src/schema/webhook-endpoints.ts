import type { WebhookEndpointId, WebhookEndpointStatus, WebhookEvent } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { createdAt, instant, revision, tenantId, updatedAt } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { tenants } from './tenants.ts';

/** Where a tenant wants to be told what happens. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text('id').$type<WebhookEndpointId>().primaryKey(),
    tenantId: tenantId().references(() => tenants.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    /** Empty: all. */
    events: jsonb('events').$type<WebhookEvent[]>().notNull().default([]),
    status: text('status').$type<WebhookEndpointStatus>().notNull().default('enabled'),
    disabledReason: text('disabled_reason'),
    failingSince: instant('failing_since'),
    /** The signing secret, sealed under the master key. */
    sealed: text('sealed').notNull(),
    keyVersion: integer('key_version').notNull(),
    /** The secret before a rotation, which signs as well until it runs out. */
    previousSealed: text('previous_sealed'),
    previousKeyVersion: integer('previous_key_version'),
    previousUntil: instant('previous_until'),
    revision: revision(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (table) => [
    unique('webhook_endpoints_tenant_key').on(table.tenantId, table.id),
    index('webhook_endpoints_tenant_created_idx').on(table.tenantId, table.createdAt),
    check('webhook_endpoints_status_check', sql`${table.status} in ('enabled', 'disabled')`),
    tenantPolicy('webhook_endpoints', table.tenantId),
  ],
);
