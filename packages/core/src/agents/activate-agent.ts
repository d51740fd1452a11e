import type { AgentId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import type { ProviderAccess } from '../ports/provider-access.ts';
import type { Vault } from '../secrets/vault.ts';
import { lockAgent, type RevisedAgent, toRevisedAgent } from './agent-row.ts';
import { changeAgent } from './change-agent.ts';
import { fetchCheckedState } from './check-agent.ts';
import { runChecks } from './run-checks.ts';

interface ActivateAgent {
  ctx: ServiceContext;
  vault: Vault;
  providers: ProviderAccess;
  agentId: AgentId;
}

/**
 * The agent takes calls, once it is sure that it can talk. Again: nothing changes.
 * @throws DomainError `NOT_FOUND`, `AGENT_NOT_READY` with an issue for each check that failed, `CONFLICT` when
 * another version was published meanwhile.
 */
export async function activateAgent({
  ctx,
  vault,
  providers,
  agentId,
}: ActivateAgent): Promise<RevisedAgent> {
  requireScope(ctx, 'agents:publish');
  const { tenantId } = ctx.actor;
  const state = await withTenant(ctx.db, tenantId, (tx) => fetchCheckedState(tx, agentId));
  const { checks } = await runChecks(state, { vault, providers });
  const issues = checks
    .filter(({ result }) => result === 'failed')
    .map(({ check, message }) => ({ path: check, message }));
  if (issues.length > 0) {
    throw new DomainError('AGENT_NOT_READY', issues.map(({ message }) => message).join(' '), issues);
  }
  return withTenant(ctx.db, tenantId, async (tx) => {
    const selected = await lockAgent(tx, agentId);
    if (selected.agent.publishedVersion !== state.publishedVersion) {
      throw new DomainError(
        'CONFLICT',
        'Another version was published meanwhile. Switch the agent on again.',
      );
    }
    if (selected.agent.status === 'active') return toRevisedAgent(selected);
    return changeAgent(tx, ctx, selected, { action: 'agent.activate', values: { status: 'active' } });
  });
}
