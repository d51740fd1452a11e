import { createAgentBodySchema, newId } from '@parley/contracts';
import { agents, withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { storableJson } from '../storable.ts';
import { fetchAgent, type RevisedAgent, toRevisedAgent } from './agent-row.ts';

interface CreateAgent {
  ctx: ServiceContext;
  input: z.input<typeof createAgentBodySchema>;
}

/**
 * Makes an agent with a draft; it takes calls once it is published and switched on.
 * @throws DomainError `VALIDATION_FAILED` naming the fields
 */
export async function createAgent({ ctx, input }: CreateAgent): Promise<RevisedAgent> {
  requireScope(ctx, 'agents:write');
  const { name, description, config: draft } = parseInput(createAgentBodySchema, storableJson(input));
  const now = ctx.now();
  const id = newId('agent', now.getTime());
  const { tenantId } = ctx.actor;
  return withTenant(ctx.db, tenantId, async (tx) => {
    await tx
      .insert(agents)
      .values({ id, tenantId, name, description, draft, createdAt: now, updatedAt: now });
    const created = await fetchAgent(tx, id);
    const after = { name, description, draft };
    await appendAudit(tx, ctx, { action: 'agent.create', target: { type: 'agent', id }, after });
    return toRevisedAgent(created);
  });
}
