import type { AgentId } from '@parley/contracts';
import { agents, agentVersions, type TenantTx } from '@parley/db';
import { and, asc, eq, isNull } from 'drizzle-orm';
import { DomainError, notFound } from '../domain-error.ts';

/** Agents that take calls, oldest first, each with its published version. */
export const selectServingVersions = (tx: TenantTx) =>
  tx
    .select({
      id: agentVersions.id,
      agentId: agents.id,
      agentName: agents.name,
      version: agentVersions.version,
      config: agentVersions.config,
    })
    .from(agents)
    .innerJoin(
      agentVersions,
      and(
        eq(agentVersions.tenantId, agents.tenantId),
        eq(agentVersions.agentId, agents.id),
        eq(agentVersions.version, agents.publishedVersion),
      ),
    )
    .orderBy(asc(agents.createdAt), asc(agents.id))
    .$dynamic();

/** What an agent must be to take calls. */
export const takesCalls = and(isNull(agents.archivedAt), eq(agents.status, 'active'));

/**
 * The version that serves now: the given agent's, or that of the tenant's oldest agent.
 * @throws DomainError `NOT_FOUND`
 */
export async function fetchServingVersion(tx: TenantTx, agentId: AgentId | undefined) {
  const [found] = await selectServingVersions(tx)
    .where(agentId ? and(takesCalls, eq(agents.id, agentId)) : takesCalls)
    .limit(1);
  if (found) return found;
  throw agentId
    ? notFound('agent')
    : new DomainError('NOT_FOUND', 'There is no agent that takes calls yet. Publish one and switch it on.');
}
