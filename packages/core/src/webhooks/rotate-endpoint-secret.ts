import type { WebhookEndpointId } from '@parley/contracts';
import { webhookEndpoints, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import type { Vault } from '../secrets/vault.ts';
import { lockEndpoint } from './endpoint-row.ts';
import { generateSigningSecret } from './signing-secret.ts';

/** The old secret signs as well for this long, so that a receiver can change over. */
const overlapMs = 24 * 3_600_000;

interface RotateEndpointSecret {
  ctx: ServiceContext;
  vault: Vault;
  endpointId: WebhookEndpointId;
}

/** @returns the new signing secret, which is shown this once. @throws DomainError `NOT_FOUND` */
export async function rotateEndpointSecret({
  ctx,
  vault,
  endpointId,
}: RotateEndpointSecret): Promise<{ secret: string; previousUntil: Date }> {
  requireScope(ctx, 'webhooks:write');
  const { tenantId } = ctx.actor;
  const secret = generateSigningSecret();
  const now = ctx.now();
  const previousUntil = new Date(now.getTime() + overlapMs);
  await withTenant(ctx.db, tenantId, async (tx) => {
    const before = await lockEndpoint(tx, endpointId);
    await tx
      .update(webhookEndpoints)
      .set({
        ...vault.seal(secret, { tenantId, id: endpointId }),
        previousSealed: before.sealed,
        previousKeyVersion: before.keyVersion,
        previousUntil,
        revision: before.revision + 1,
        updatedAt: now,
      })
      .where(eq(webhookEndpoints.id, endpointId));
    await appendAudit(tx, ctx, {
      action: 'webhook_endpoint.rotate_secret',
      target: { type: 'webhook_endpoint', id: endpointId },
    });
  });
  return { secret, previousUntil };
}
