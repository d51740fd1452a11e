import {
  type Delivery,
  deliveryStateSchema,
  type WebhookEndpointId,
  webhookMessageIdSchema,
} from '@parley/contracts';
import { outbox, webhookDeliveries, withTenant } from '@parley/db';
import { and, desc, eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { lockEndpoint } from './endpoint-row.ts';

const inputSchema = z.object({
  state: deliveryStateSchema.optional(),
  cursor: webhookMessageIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

interface ListDeliveries {
  ctx: ServiceContext;
  endpointId: WebhookEndpointId;
  input: z.input<typeof inputSchema>;
}

/** What was sent to an endpoint, or is to be, by message id, the greatest first. @throws DomainError `NOT_FOUND` */
export async function listDeliveries({
  ctx,
  endpointId,
  input,
}: ListDeliveries): Promise<{ deliveries: Delivery[]; nextCursor: string | null }> {
  requireScope(ctx, 'webhooks:read');
  const { state, cursor, limit } = parseInput(inputSchema, input);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockEndpoint(tx, endpointId);
    return tx
      .select({ delivery: webhookDeliveries, event: outbox.event })
      .from(webhookDeliveries)
      .innerJoin(outbox, eq(outbox.messageId, webhookDeliveries.messageId))
      .where(
        and(
          eq(webhookDeliveries.endpointId, endpointId),
          state && eq(webhookDeliveries.state, state),
          cursor && lt(webhookDeliveries.messageId, cursor),
        ),
      )
      .orderBy(desc(webhookDeliveries.messageId))
      .limit(limit + 1);
  });
  const deliveries = rows.slice(0, limit).map(({ delivery, event }) => toDelivery(delivery, event));
  return { deliveries, nextCursor: rows.length > limit ? (deliveries.at(-1)?.message_id ?? null) : null };
}

const toDelivery = (row: typeof webhookDeliveries.$inferSelect, event: string): Delivery => ({
  message_id: row.messageId,
  endpoint_id: row.endpointId,
  event: event as Delivery['event'],
  state: row.state,
  attempts: row.attempts,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
  last_status: row.lastStatus,
  last_error: row.lastError,
  created_at: row.createdAt.toISOString(),
  delivered_at: row.deliveredAt?.toISOString() ?? null,
});
