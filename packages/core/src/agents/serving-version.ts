import type { AgentId } from '@parley/contracts';
import { agents, agentVersions, type TenantTx } from '@parley/db';
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { DomainError, notFound } from '../domain-error.ts';

/** Agents that take calls, oldest first, each with its newest version. */
export const selectServingVersions = (tx: TenantTx) =>
  tx
    .selectDistinctOn([agents.createdAt, agents.id], {
      id: agentVersions.id,
      agentId: agents.id,
      agentName: agents.name,
      version: agentVersions.version,
      config: agentVersions.config,
    })
    .from(agents)
    .innerJoin(
      agentVersions,
      and(eq(agentVersions.tenantId, agents.tenantId), eq(agentVersions.agentId, agents.id)),
    )
    .orderBy(asc(agents.createdAt), asc(agents.id), desc(agentVersions.version))
    .$dynamic();

/**
 * The version that serves now: the given agent's, or that of the tenant's oldest agent.
 * @throws DomainError `NOT_FOUND`
 */
export async function fetchServingVersion(tx: TenantTx, agentId: AgentId | undefined) {
  const serving = isNull(agents.archivedAt);
  const [found] = await selectServingVersions(tx)
    .where(agentId ? and(serving, eq(agents.id, agentId)) : serving)
    .limit(1);
  if (found) return found;
  throw agentId ? notFound('agent') : new DomainError('NOT_FOUND', 'There is no agent yet. Make one first.');
}
