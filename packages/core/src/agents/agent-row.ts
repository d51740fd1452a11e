import type { AgentId, AgentRecord, AgentSummary } from '@parley/contracts';
import { agents, agentVersions, type TenantTx } from '@parley/db';
import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';
import { differs } from './compare-configs.ts';
import { readConfig } from './read-config.ts';

/** Agents that are not archived, each with the configuration that serves; the caller adds order and more conditions. */
export const selectAgents = (tx: TenantTx) =>
  tx
    .select({ agent: agents, published: agentVersions.config })
    .from(agents)
    .leftJoin(
      agentVersions,
      and(
        eq(agentVersions.tenantId, agents.tenantId),
        eq(agentVersions.agentId, agents.id),
        eq(agentVersions.version, agents.publishedVersion),
      ),
    )
    .$dynamic();
export type SelectedAgent = Awaited<ReturnType<typeof selectAgents>>[number];

export const isThere = isNull(agents.archivedAt);

/** @throws DomainError `NOT_FOUND`, also for one that is archived. */
export async function fetchAgent(tx: TenantTx, agentId: AgentId): Promise<SelectedAgent> {
  const [found] = await selectAgents(tx).where(and(eq(agents.id, agentId), isThere));
  if (!found) throw notFound('agent');
  return found;
}

/** The same, with the agent's row held until the transaction ends. */
export async function lockAgent(tx: TenantTx, agentId: AgentId): Promise<SelectedAgent> {
  await tx.select({ id: agents.id }).from(agents).where(eq(agents.id, agentId)).for('update');
  return fetchAgent(tx, agentId);
}

export const toAgentSummary = ({ agent, published }: SelectedAgent): AgentSummary => ({
  agent_id: agent.id,
  name: agent.name,
  description: agent.description,
  status: agent.status,
  published_version: agent.publishedVersion,
  has_unpublished_changes: published === null || differs(readConfig(published), readConfig(agent.draft)),
  created_at: agent.createdAt.toISOString(),
  updated_at: agent.updatedAt.toISOString(),
});

/** An agent whole, with the revision that its ETag tells. */
export interface RevisedAgent {
  agent: AgentRecord;
  revision: number;
}

export const toRevisedAgent = (selected: SelectedAgent): RevisedAgent => ({
  agent: { ...toAgentSummary(selected), draft: readConfig(selected.agent.draft) },
  revision: selected.agent.revision,
});
