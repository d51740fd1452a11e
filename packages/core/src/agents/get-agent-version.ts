import type { AgentId, AgentVersion } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchAgent } from './agent-row.ts';
import { fetchVersion, toVersion } from './agent-version-row.ts';

interface GetAgentVersion {
  ctx: ServiceContext;
  agentId: AgentId;
  version: number;
}

/** @throws DomainError `NOT_FOUND` */
export async function getAgentVersion({ ctx, agentId, version }: GetAgentVersion): Promise<AgentVersion> {
  requireScope(ctx, 'agents:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchAgent(tx, agentId);
    return toVersion(await fetchVersion(tx, agentId, version));
  });
}
