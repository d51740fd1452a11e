import type { AgentId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchAgent, type RevisedAgent, toRevisedAgent } from './agent-row.ts';

/** @throws DomainError `NOT_FOUND` */
export async function getAgent({
  ctx,
  agentId,
}: {
  ctx: ServiceContext;
  agentId: AgentId;
}): Promise<RevisedAgent> {
  requireScope(ctx, 'agents:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => toRevisedAgent(await fetchAgent(tx, agentId)));
}
