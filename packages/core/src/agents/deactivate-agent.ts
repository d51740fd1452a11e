import type { AgentId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { lockAgent, type RevisedAgent, toRevisedAgent } from './agent-row.ts';
import { changeAgent } from './change-agent.ts';

interface DeactivateAgent {
  ctx: ServiceContext;
  agentId: AgentId;
}

/**
 * Switches an agent off: it takes no new calls, and those under way go on. For one that is off it does nothing.
 * @throws DomainError `NOT_FOUND`
 */
export async function deactivateAgent({ ctx, agentId }: DeactivateAgent): Promise<RevisedAgent> {
  requireScope(ctx, 'agents:publish');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const selected = await lockAgent(tx, agentId);
    if (selected.agent.status !== 'active') return toRevisedAgent(selected);
    return changeAgent(tx, ctx, selected, { action: 'agent.deactivate', values: { status: 'inactive' } });
  });
}
