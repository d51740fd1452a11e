import {
  type WebhookEndpoint,
  type WebhookEndpointBody,
  type WebhookEndpointId,
  webhookEndpointBodySchema,
} from '@parley/contracts';
import { webhookEndpoints, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { auditFieldsOf, lockEndpoint, toEndpoint } from './endpoint-row.ts';
import { failPending } from './fail-pending.ts';

interface UpdateEndpoint {
  ctx: ServiceContext;
  endpointId: WebhookEndpointId;
  input: WebhookEndpointBody;
  /** The revision that the client has seen. */
  ifRevision?: number | undefined;
}

/**
 * Replaces an endpoint's settings. Enabled, it begins anew: what Parley held against it is forgotten.
 * @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`
 */
export async function updateEndpoint({
  ctx,
  endpointId,
  input,
  ifRevision,
}: UpdateEndpoint): Promise<{ endpoint: WebhookEndpoint; revision: number }> {
  requireScope(ctx, 'webhooks:write');
  const parsed = parseInput(webhookEndpointBodySchema, storableJson(input));
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockEndpoint(tx, endpointId);
    requireRevision(before.revision, ifRevision);
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        ...parsed,
        disabledReason: null,
        ...(parsed.status === 'enabled' && before.status === 'disabled' && { failingSince: null }),
        revision: before.revision + 1,
        updatedAt: ctx.now(),
      })
      .where(eq(webhookEndpoints.id, endpointId))
      .returning();
    if (!row) throw new Error('the endpoint was not written');
    if (before.status === 'enabled' && row.status === 'disabled') await failPending(tx, endpointId);
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.update',
      target: { type: 'webhook_endpoint', id: endpointId },
      before: auditFieldsOf(before),
      after: auditFieldsOf(row),
    });
    return { endpoint: toEndpoint(row), revision: row.revision };
  });
}
