import { newId, type WebhookEndpointId, type WebhookMessageId } from '@parley/contracts';
import { outbox, webhookDeliveries, withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { lockEndpoint } from './endpoint-row.ts';

interface SendTestEvent {
  ctx: ServiceContext;
  endpointId: WebhookEndpointId;
}

/** Sends `webhook.test` to this endpoint alone, also when it is disabled or filters events. @throws DomainError `NOT_FOUND` */
export async function sendTestEvent({
  ctx,
  endpointId,
}: SendTestEvent): Promise<{ messageId: WebhookMessageId }> {
  requireScope(ctx, 'webhooks:write');
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const messageId = newId('webhookMessage', now.getTime());
  await withTenant(ctx.db, tenantId, async (tx) => {
    await lockEndpoint(tx, endpointId);
    const payload = { endpoint_id: endpointId };
    await tx
      .insert(outbox)
      .values({ tenantId, messageId, event: 'webhook.test', payload, createdAt: now, publishedAt: now });
    await tx
      .insert(webhookDeliveries)
      .values({ tenantId, endpointId, messageId, createdAt: now, nextAttemptAt: now });
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.test',
      target: { type: 'webhook_endpoint', id: endpointId },
      after: { message_id: messageId },
    });
  });
  return { messageId };
}
