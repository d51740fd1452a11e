import type { WebhookEndpoint, WebhookEndpointId } from '@parley/contracts';
import { webhookEndpoints, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toEndpoint } from './endpoint-row.ts';

interface GetEndpoint {
  ctx: ServiceContext;
  endpointId: WebhookEndpointId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getEndpoint({
  ctx,
  endpointId,
}: GetEndpoint): Promise<{ endpoint: WebhookEndpoint; revision: number }> {
  requireScope(ctx, 'webhooks:read');
  const [row] = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpointId)),
  );
  if (!row) throw notFound('webhook endpoint');
  return { endpoint: toEndpoint(row), revision: row.revision };
}
