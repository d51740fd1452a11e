import type { DeliveryState, WebhookEndpointId, WebhookMessageId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { outbox } from './outbox.ts';
import { readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';

/** One message on its way to one endpoint. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    tenantId: tenantId(),
    endpointId: text('endpoint_id').$type<WebhookEndpointId>().notNull(),
    messageId: text('message_id').$type<WebhookMessageId>().notNull(),
    state: text('state').$type<DeliveryState>().notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    /** When it is due; while it is being sent, when it is to be sent anew should its sender be gone. */
    nextAttemptAt: instant('next_attempt_at'),
    lastStatus: integer('last_status'),
    lastError: text('last_error'),
    createdAt: createdAt(),
    deliveredAt: instant('delivered_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.endpointId, table.messageId] }),
    index('webhook_deliveries_due_idx').on(table.nextAttemptAt).where(sql`state = 'pending'`),
    index('webhook_deliveries_tenant_created_idx').on(table.tenantId, table.endpointId, table.createdAt),
    check('webhook_deliveries_state_check', sql`${table.state} in ('pending', 'delivered', 'failed')`),
    foreignKey({
      name: 'webhook_deliveries_endpoint_fk',
      columns: [table.tenantId, table.endpointId],
      foreignColumns: [webhookEndpoints.tenantId, webhookEndpoints.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'webhook_deliveries_message_fk',
      columns: [table.tenantId, table.messageId],
      foreignColumns: [outbox.tenantId, outbox.messageId],
    }).onDelete('cascade'),
    tenantPolicy('webhook_deliveries', table.tenantId),
    readPolicy('webhook_deliveries_system', systemRole),
  ],
);
