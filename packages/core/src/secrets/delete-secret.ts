import type { SecretProvider } from '@parley/contracts';
import { tenantSecrets, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';

interface DeleteSecret {
  ctx: ServiceContext;
  provider: SecretProvider;
}

/** @throws DomainError `NOT_FOUND` when there is no key of that provider. */
export async function deleteSecret({ ctx, provider }: DeleteSecret): Promise<void> {
  requireScope(ctx, 'secrets:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [gone] = await tx.delete(tenantSecrets).where(eq(tenantSecrets.provider, provider)).returning();
    if (!gone) throw notFound('secret');
    await appendAudit(tx, ctx, {
      action: 'secret.delete',
      target: { type: 'secret', id: gone.id },
      before: { provider, hint: gone.hint },
    });
  });
}
