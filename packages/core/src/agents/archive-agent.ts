import type { AgentId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { requireRevision } from '../require-revision.ts';
import { lockAgent } from './agent-row.ts';
import { changeAgent } from './change-agent.ts';

interface ArchiveAgent {
  ctx: ServiceContext;
  agentId: AgentId;
  revision?: number | undefined;
}

/**
 * Takes an agent out of use. Its sessions and their transcripts stay; calls that are under way go on.
 * @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`
 */
export async function archiveAgent({ ctx, agentId, revision }: ArchiveAgent): Promise<void> {
  requireScope(ctx, 'agents:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const selected = await lockAgent(tx, agentId);
    requireRevision(selected.agent.revision, revision);
    const status = selected.agent.publishedVersion === null ? ('draft' as const) : ('inactive' as const);
    const values = { archivedAt: ctx.now(), status };
    await changeAgent(tx, ctx, selected, { action: 'agent.archive', values });
  });
}
