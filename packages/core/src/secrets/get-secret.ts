import type { Secret, SecretProvider } from '@parley/contracts';
import { tenantSecrets, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toSecret } from './to-secret.ts';

interface GetSecret {
  ctx: ServiceContext;
  provider: SecretProvider;
}

/** What may be told of the key of a provider. @throws DomainError `NOT_FOUND` when there is none. */
export async function getSecret({ ctx, provider }: GetSecret): Promise<{ secret: Secret; revision: number }> {
  requireScope(ctx, 'secrets:read');
  const [row] = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(tenantSecrets).where(eq(tenantSecrets.provider, provider)),
  );
  if (!row) throw notFound('secret');
  return { secret: toSecret(row), revision: row.revision };
}
