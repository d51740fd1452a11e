import type { WebhookEndpointId } from '@parley/contracts';
import { webhookEndpoints, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { auditFieldsOf, lockEndpoint } from './endpoint-row.ts';

interface DeleteEndpoint {
  ctx: ServiceContext;
  endpointId: WebhookEndpointId;
}

/** Nothing more is delivered to it, and what was is forgotten. @throws DomainError `NOT_FOUND` */
export async function deleteEndpoint({ ctx, endpointId }: DeleteEndpoint): Promise<void> {
  requireScope(ctx, 'webhooks:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockEndpoint(tx, endpointId);
    await tx.delete(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId));
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.delete',
      target: { type: 'webhook_endpoint', id: endpointId },
      before: auditFieldsOf(before),
    });
  });
}
