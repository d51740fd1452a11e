import type { ApiKeyId } from '@parley/contracts';
import { apiKeys, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { auditFieldsOf, lockApiKey } from './api-key-row.ts';

interface RevokeApiKey {
  ctx: ServiceContext;
  keyId: ApiKeyId;
}

/** The key is refused from the next request on. Revoked again: nothing happens. @throws DomainError `NOT_FOUND` */
export async function revokeApiKey({ ctx, keyId }: RevokeApiKey): Promise<void> {
  requireScope(ctx, 'keys:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockApiKey(tx, keyId);
    if (before.revokedAt) return;
    await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now(), revision: before.revision + 1 })
      .where(eq(apiKeys.id, keyId));
    await appendAudit(tx, ctx, {
      action: 'api_key.revoke',
      target: { type: 'api_key', id: keyId },
      before: auditFieldsOf(before),
    });
  });
}
