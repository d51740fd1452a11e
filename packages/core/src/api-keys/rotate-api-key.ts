import {
  type ApiKeyId,
  type CreatedApiKey,
  type RotateApiKeyBody,
  rotateApiKeyBodySchema,
} from '@parley/contracts';
import { apiKeys, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireNoMoreThanOwn, requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { lockTenant } from '../tenants/tenant-row.ts';
import { apiKeyStatusOf, auditFieldsOf, expiryOf, lockApiKey, neededFor, toApiKey } from './api-key-row.ts';
import { insertApiKey } from './insert-api-key.ts';

const hourMs = 3_600_000;

interface RotateApiKey {
  ctx: ServiceContext;
  keyId: ApiKeyId;
  input: RotateApiKeyBody;
}

/**
 * Makes a new key that may do the same; the old one works for the overlap, and no longer than it would have.
 * @returns the new key itself too, which is shown this once.
 * @throws DomainError `NOT_FOUND`, `FORBIDDEN` for a key that may do more than oneself, `CONFLICT` for one that is over.
 */
export async function rotateApiKey({ ctx, keyId, input }: RotateApiKey): Promise<CreatedApiKey> {
  requireScope(ctx, 'keys:write');
  const { overlap_hours: overlapHours, expires_at: asked } = parseInput(rotateApiKeyBodySchema, input);
  const now = ctx.now();
  const askedExpiry = expiryOf(asked, now);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await lockTenant(tx);
    const old = await lockApiKey(tx, keyId);
    requireNoMoreThanOwn(ctx, neededFor(old));
    if (apiKeyStatusOf(old, now) !== 'active') {
      throw new DomainError('CONFLICT', 'This key does not work any more. Make a new one instead.');
    }
    const { kind, name, scopes, agentIds, origins } = old;
    const expiresAt = asked === undefined ? old.expiresAt : askedExpiry;
    const made = { kind, name, scopes, agentIds, origins, expiresAt };
    const { row, key } = await insertApiKey(tx, ctx, { input: made, now });
    const oldUntil = earlier(old.expiresAt, new Date(now.getTime() + overlapHours * hourMs));
    await tx
      .update(apiKeys)
      .set({ expiresAt: oldUntil, revision: old.revision + 1 })
      .where(eq(apiKeys.id, keyId));
    await appendAudit(tx, ctx, {
      action: 'api_key.create',
      target: { type: 'api_key', id: row.id },
      after: auditFieldsOf(row),
    });
    await appendAudit(tx, ctx, {
      action: 'api_key.rotate',
      target: { type: 'api_key', id: keyId },
      before: { expires_at: old.expiresAt },
      after: { expires_at: oldUntil, replaced_by: row.id },
    });
    return { ...toApiKey(row, now), key };
  });
}

const earlier = (one: Date | null, other: Date): Date => (one && one < other ? one : other);
