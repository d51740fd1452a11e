import type { ApiKey, ApiKeyId, Scope } from '@parley/contracts';
import { apiKeys, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { invalidField, notFound } from '../domain-error.ts';

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export function apiKeyStatusOf(row: ApiKeyRow, now: Date): ApiKey['status'] {
  if (row.revokedAt) return 'revoked';
  return row.expiresAt && row.expiresAt <= now ? 'expired' : 'active';
}

export const toApiKey = (row: ApiKeyRow, now: Date): ApiKey => ({
  key_id: row.id,
  kind: row.kind,
  name: row.name,
  status: apiKeyStatusOf(row, now),
  hint: row.hint,
  scopes: row.scopes,
  agent_ids: row.agentIds,
  origins: row.origins,
  created_at: row.createdAt.toISOString(),
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  expires_at: row.expiresAt?.toISOString() ?? null,
  revoked_at: row.revokedAt?.toISOString() ?? null,
});

/** What stands in the audit log of a key. */
export const auditFieldsOf = ({ kind, name, hint, scopes, agentIds, origins, expiresAt }: ApiKeyRow) => ({
  kind,
  name,
  hint,
  scopes,
  agent_ids: agentIds,
  origins,
  expires_at: expiresAt,
});

/** What somebody must be allowed to do, to give such a key away. */
export const neededFor = (key: Pick<ApiKeyRow, 'kind' | 'scopes'>): readonly Scope[] =>
  key.kind === 'secret' ? key.scopes : ['sessions:write'];

/** @throws DomainError `NOT_FOUND`, also for another tenant's key. */
export async function lockApiKey(tx: TenantTx, id: ApiKeyId): Promise<ApiKeyRow> {
  const [row] = await tx.select().from(apiKeys).where(eq(apiKeys.id, id)).for('update');
  if (!row) throw notFound('API key');
  return row;
}

/** @throws DomainError `VALIDATION_FAILED` for a moment that has passed. */
export function expiryOf(expiresAt: string | null | undefined, now: Date): Date | null {
  const at = expiresAt ? new Date(expiresAt) : null;
  if (at && at <= now) throw invalidField('expires_at', 'expires_at must be in the future');
  return at;
}
