import { type AgentId, type UpdateAgentBody, updateAgentBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableJson } from '../storable.ts';
import { lockAgent, type RevisedAgent } from './agent-row.ts';
import { changeAgent } from './change-agent.ts';

interface UpdateAgent {
  ctx: ServiceContext;
  agentId: AgentId;
  /** `revision`: the one that the client has seen. */
  input: { changes: UpdateAgentBody; revision?: number | undefined };
}

/**
 * Changes what is given; a configuration replaces the draft. The name is heard by the next caller, the draft once it is
 * published.
 * @throws DomainError `VALIDATION_FAILED` naming the fields, `NOT_FOUND`, `PRECONDITION_FAILED`
 */
export async function updateAgent({ ctx, agentId, input }: UpdateAgent): Promise<RevisedAgent> {
  requireScope(ctx, 'agents:write');
  const { config, ...rest } = parseInput(updateAgentBodySchema, storableJson(input.changes));
  const values = { ...rest, ...(config && { draft: config }) };
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const selected = await lockAgent(tx, agentId);
    requireRevision(selected.agent.revision, input.revision);
    return changeAgent(tx, ctx, selected, { action: 'agent.update', values });
  });
}
