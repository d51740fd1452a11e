import type { WebhookEndpoint } from '@parley/contracts';
import { webhookEndpoints, withTenant } from '@parley/db';
import { desc } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { toEndpoint } from './endpoint-row.ts';

/** All of the tenant's, newest first; there are few. */
export async function listEndpoints({ ctx }: { ctx: ServiceContext }): Promise<WebhookEndpoint[]> {
  requireScope(ctx, 'webhooks:read');
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(webhookEndpoints).orderBy(desc(webhookEndpoints.id)),
  );
  return rows.map(toEndpoint);
}
