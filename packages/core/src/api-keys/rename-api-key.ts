import { type ApiKey, type ApiKeyId, renameApiKeyBodySchema } from '@parley/contracts';
import { apiKeys, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { lockApiKey, toApiKey } from './api-key-row.ts';

interface RenameApiKey {
  ctx: ServiceContext;
  keyId: ApiKeyId;
  input: z.input<typeof renameApiKeyBodySchema>;
  /** The revision that the client has seen. */
  ifRevision?: number | undefined;
}

/** What a key may do never changes; what it is called does. @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED` */
export async function renameApiKey({
  ctx,
  keyId,
  input,
  ifRevision,
}: RenameApiKey): Promise<{ key: ApiKey; revision: number }> {
  requireScope(ctx, 'keys:write');
  const name = parseInput(renameApiKeyBodySchema, storableJson(input)).name;
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const before = await lockApiKey(tx, keyId);
    requireRevision(before.revision, ifRevision);
    const revision = before.revision + 1;
    await tx.update(apiKeys).set({ name, revision }).where(eq(apiKeys.id, keyId));
    await appendAudit(tx, ctx, {
      action: 'api_key.rename',
      target: { type: 'api_key', id: keyId },
      before: { name: before.name },
      after: { name },
    });
    return { key: toApiKey({ ...before, name }, ctx.now()), revision };
  });
}
