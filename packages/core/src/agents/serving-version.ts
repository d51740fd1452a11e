import type { AgentId } from '@parley/contracts';
import { agents, agentVersions, type TenantTx } from '@parley/db';
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
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
 * The version that serves now: of the first of these agents that takes calls, or of the tenant's oldest one.
 * @throws DomainError `NOT_FOUND`, `AGENT_NOT_ACTIVE`
 */
export async function fetchServingVersion(tx: TenantTx, candidates: readonly AgentId[] | undefined) {
  const asked = candidates && inArray(agents.id, [...candidates]);
  const serving = await selectServingVersions(tx)
    .where(and(takesCalls, asked))
    .limit(candidates?.length ?? 1);
  const [found] = candidates
    ? candidates.flatMap((id) => serving.find(({ agentId }) => agentId === id) ?? [])
    : serving;
  if (found) return found;
  if (!asked) {
    throw new DomainError(
      'NOT_FOUND',
      'There is no agent that takes calls yet. Publish one and switch it on.',
    );
  }
  const [known] = await tx
    .select({ name: agents.name })
    .from(agents)
    .where(and(isNull(agents.archivedAt), asked));
  if (!known) throw notFound('agent');
  throw new DomainError('AGENT_NOT_ACTIVE', `The agent "${known.name}" takes no calls. Switch it on first.`);
}
