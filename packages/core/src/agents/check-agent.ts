import type { AgentChecks, AgentId } from '@parley/contracts';
import { type TenantTx, withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import type { ProviderAccess } from '../ports/provider-access.ts';
import type { Vault } from '../secrets/vault.ts';
import { fetchAgent } from './agent-row.ts';
import { readConfig } from './read-config.ts';
import { type CheckedState, readCheckedState, runChecks } from './run-checks.ts';

interface CheckAgent {
  ctx: ServiceContext;
  vault: Vault;
  providers: ProviderAccess;
  agentId: AgentId;
}

/** Whether the agent could talk: what is published, or the draft while nothing is. @throws DomainError `NOT_FOUND` */
export async function checkAgent({ ctx, vault, providers, agentId }: CheckAgent): Promise<AgentChecks> {
  requireScope(ctx, 'agents:read');
  const state = await withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchCheckedState(tx, agentId));
  return runChecks(state, { vault, providers });
}

/** @throws DomainError `NOT_FOUND` */
export async function fetchCheckedState(tx: TenantTx, agentId: AgentId): Promise<CheckedState> {
  const found = await fetchAgent(tx, agentId);
  const config = readConfig(found.published ?? found.agent.draft);
  return readCheckedState(tx, agentId, { config, publishedVersion: found.agent.publishedVersion });
}
