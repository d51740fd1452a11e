import type { WebhookEndpointId, WebhookMessageId } from '@parley/contracts';
import { webhookDeliveries, withTenant } from '@parley/db';
import { and, eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';

interface Redeliver {
  ctx: ServiceContext;
  endpointId: WebhookEndpointId;
  messageId: WebhookMessageId;
}

/** Sends a message once more, as if for the first time, whatever came of it before. @throws DomainError `NOT_FOUND` */
export async function redeliver({ ctx, endpointId, messageId }: Redeliver): Promise<void> {
  requireScope(ctx, 'webhooks:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [found] = await tx
      .update(webhookDeliveries)
      .set({ state: 'pending', attempts: 0, nextAttemptAt: ctx.now(), deliveredAt: null })
      .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.messageId, messageId)))
      .returning({ messageId: webhookDeliveries.messageId });
    if (!found) throw notFound('delivery');
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.redeliver',
      target: { type: 'webhook_endpoint', id: endpointId },
      after: { message_id: messageId },
    });
  });
}
