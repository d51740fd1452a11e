import {
  newId,
  type WebhookEndpoint,
  type WebhookEndpointBody,
  webhookEndpointBodySchema,
} from '@parley/contracts';
import { webhookEndpoints, withTenant } from '@parley/db';
import { count } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import type { Vault } from '../secrets/vault.ts';
import { storableJson } from '../storable.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { auditFieldsOf, toEndpoint } from './endpoint-row.ts';
import { generateSigningSecret } from './signing-secret.ts';

const mostEndpoints = 50;

interface CreateEndpoint {
  ctx: ServiceContext;
  vault: Vault;
  input: WebhookEndpointBody;
}

/** @returns the endpoint with its signing secret, which is shown this once. */
export async function createEndpoint({
  ctx,
  vault,
  input,
}: CreateEndpoint): Promise<WebhookEndpoint & { secret: string }> {
  requireScope(ctx, 'webhooks:write');
  const parsed = parseInput(webhookEndpointBodySchema, storableJson(input));
  const { tenantId } = ctx.actor;
  const now = ctx.now();
  const id = newId('webhookEndpoint', now.getTime());
  const secret = generateSigningSecret();
  return withTenant(ctx.db, tenantId, async (tx) => {
    await lockTenant(tx);
    const [known] = await tx.select({ count: count() }).from(webhookEndpoints);
    if ((known?.count ?? 0) >= mostEndpoints) {
      throw new DomainError(
        'CONFLICT',
        `A tenant has ${mostEndpoints} webhook endpoints at most. Delete one first.`,
      );
    }
    const sealed = vault.seal(secret, { tenantId, id });
    const [row] = await tx
      .insert(webhookEndpoints)
      .values({ id, tenantId, ...parsed, ...sealed, createdAt: now, updatedAt: now })
      .returning();
    if (!row) throw new Error('the endpoint was not written');
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.create',
      target: { type: 'webhook_endpoint', id },
      after: auditFieldsOf(row),
    });
    return { ...toEndpoint(row), secret };
  });
}
