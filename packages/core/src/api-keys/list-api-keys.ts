import { type ApiKey, listApiKeysQuerySchema } from '@parley/contracts';
import { apiKeys, withTenant } from '@parley/db';
import { desc, lt } from 'drizzle-orm';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { toApiKey } from './api-key-row.ts';

interface ListApiKeys {
  ctx: ServiceContext;
  input: z.input<typeof listApiKeysQuerySchema>;
}

/** All of them, also those that are over, newest first. */
export async function listApiKeys({
  ctx,
  input,
}: ListApiKeys): Promise<{ keys: ApiKey[]; nextCursor: string | null }> {
  requireScope(ctx, 'keys:read');
  const { cursor, limit } = parseInput(listApiKeysQuerySchema, input);
  const rows = await withTenant(ctx.db, ctx.actor.tenantId, (tx) =>
    tx
      .select()
      .from(apiKeys)
      .where(cursor && lt(apiKeys.id, cursor))
      .orderBy(desc(apiKeys.id))
      .limit(limit + 1),
  );
  const now = ctx.now();
  const keys = rows.slice(0, limit).map((row) => toApiKey(row, now));
  return { keys, nextCursor: rows.length > limit ? (keys.at(-1)?.key_id ?? null) : null };
}
