import { type AgentId, type ApiKeyBody, apiKeyBodySchema, type CreatedApiKey } from '@parley/contracts';
import { agents, type TenantTx, withTenant } from '@parley/db';
import { and, inArray, isNull } from 'drizzle-orm';
import { requireNoMoreThanOwn, requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { auditFieldsOf, expiryOf, neededFor, toApiKey } from './api-key-row.ts';
import { insertApiKey } from './insert-api-key.ts';

interface CreateApiKey {
  ctx: ServiceContext;
  input: ApiKeyBody;
}

/**
 * @returns the key itself too, which is shown this once.
 * @throws DomainError `FORBIDDEN` for scopes beyond one's own, `CONFLICT` when there are too many keys.
 */
export async function createApiKey({ ctx, input }: CreateApiKey): Promise<CreatedApiKey> {
  requireScope(ctx, 'keys:write');
  const parsed = parseInput(apiKeyBodySchema, storableJson(input));
  const { kind, name } = parsed;
  const isSecret = parsed.kind === 'secret';
  const scopes = isSecret ? parsed.scopes : [];
  const agentIds = isSecret ? [] : parsed.agent_ids;
  const origins = isSecret ? [] : parsed.origins;
  requireNoMoreThanOwn(ctx, neededFor({ kind, scopes }));
  const now = ctx.now();
  const expiresAt = expiryOf(parsed.expires_at, now);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await requireAgents(tx, agentIds);
    const made = { kind, name, scopes, agentIds, origins, expiresAt };
    const { row, key } = await insertApiKey(tx, ctx, { input: made, now });
    await appendAudit(tx, ctx, {
      action: 'api_key.create',
      target: { type: 'api_key', id: row.id },
      after: auditFieldsOf(row),
    });
    return { ...toApiKey(row, now), key };
  });
}

async function requireAgents(tx: TenantTx, agentIds: readonly AgentId[]): Promise<void> {
  if (agentIds.length === 0) return;
  const known = await tx
    .select({ id: agents.id })
    .from(agents)
    .where(and(inArray(agents.id, [...agentIds]), isNull(agents.archivedAt)));
  if (known.length === agentIds.length) return;
  throw invalidField('agent_ids', 'agent_ids must be agents of your tenant that take calls');
}
