import { newId } from '@parley/contracts';
import { apiKeys, type TenantTx } from '@parley/db';
import { and, count, gt, isNull, or } from 'drizzle-orm';
import { generateApiKey, hashApiKey } from '../auth/api-key.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import type { ApiKeyRow } from './api-key-row.ts';

const mostKeys = 200;

type NewApiKey = Pick<ApiKeyRow, 'kind' | 'name' | 'scopes' | 'agentIds' | 'origins' | 'expiresAt'>;

/** Makes a key; the key itself is returned and not kept. @throws DomainError `CONFLICT` when there are too many. */
export async function insertApiKey(
  tx: TenantTx,
  { actor: { tenantId } }: ServiceContext,
  { input, now }: { input: NewApiKey; now: Date },
): Promise<{ row: ApiKeyRow; key: string }> {
  await lockTenant(tx);
  const [usable] = await tx
    .select({ count: count() })
    .from(apiKeys)
    .where(and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))));
  if ((usable?.count ?? 0) >= mostKeys) {
    throw new DomainError('CONFLICT', `A tenant has ${mostKeys} API keys at most. Revoke one first.`);
  }
  const key = generateApiKey(tenantId, input.kind);
  const id = newId('apiKey', now.getTime());
  const [row] = await tx
    .insert(apiKeys)
    .values({ ...input, id, tenantId, hash: hashApiKey(key), hint: key.slice(-4), createdAt: now })
    .returning();
  if (!row) throw new Error('the API key was not written');
  return { row, key };
}
