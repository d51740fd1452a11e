import type { Agent } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { selectServingVersions, takesCalls } from './serving-version.ts';

/** The tenant's agents that take calls, oldest first: the first one serves where none is named. */
export async function listAgents({ ctx }: { ctx: ServiceContext }): Promise<Agent[]> {
  requireScope(ctx, 'agents:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const serving = await selectServingVersions(tx).where(takesCalls);
    return serving.map(({ id, agentId, agentName, version, config }) => ({
      agent_id: agentId,
      name: agentName,
      version_id: id,
      version,
      greeting: config.greeting,
    }));
  });
}
