import { timingSafeEqual } from 'node:crypto';
import { apiKeys, type Database, withTenant } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { hashApiKey, tenantOfApiKey } from './api-key.ts';

/** How exactly `last_used_at` is kept: a write for every request would cost more than it tells. */
const lastUsedStepMs = 60_000;

interface AuthenticateApiKey {
  db: Database;
  key: string;
  now?: Date;
}

/** @throws DomainError `UNAUTHENTICATED`, the same for a malformed, an unknown, an expired and a revoked key. */
export async function authenticateApiKey({ db, key, now = new Date() }: AuthenticateApiKey): Promise<Actor> {
  const tenantId = tenantOfApiKey(key);
  if (!tenantId) throw refusal();
  const hash = hashApiKey(key);
  return withTenant(db, tenantId, async (tx) => {
    const [found] = await tx
      .select()
      .from(apiKeys)
      .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt)));
    if (!found || !timingSafeEqual(Buffer.from(found.hash), Buffer.from(hash))) throw refusal();
    if (found.expiresAt && found.expiresAt <= now) throw refusal();
    if (!found.lastUsedAt || now.getTime() - found.lastUsedAt.getTime() >= lastUsedStepMs) {
      await tx.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, found.id));
    }
    return { type: 'apiKey', tenantId, keyId: found.id, scopes: found.scopes } as const;
  });
}

const refusal = () => new DomainError('UNAUTHENTICATED', 'This API key is not valid.');
