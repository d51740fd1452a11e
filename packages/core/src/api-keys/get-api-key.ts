import type { ApiKey, ApiKeyId } from '@parley/contracts';
import { apiKeys, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { toApiKey } from './api-key-row.ts';

interface GetApiKey {
  ctx: ServiceContext;
  keyId: ApiKeyId;
}

/** @throws DomainError `NOT_FOUND` */
export async function getApiKey({ ctx, keyId }: GetApiKey): Promise<{ key: ApiKey; revision: number }> {
  requireScope(ctx, 'keys:read');
  const [row] = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx.select().from(apiKeys).where(eq(apiKeys.id, keyId)),
  );
  if (!row) throw notFound('API key');
  return { key: toApiKey(row, ctx.now()), revision: row.revision };
}
