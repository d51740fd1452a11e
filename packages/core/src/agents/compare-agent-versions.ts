import { type AgentComparison, type AgentId, compareAgentQuerySchema } from '@parley/contracts';
import { type TenantTx, withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { fetchAgent, readConfig, type SelectedAgent } from './agent-row.ts';
import { fetchVersion } from './agent-version-row.ts';
import { compareConfigs } from './compare-configs.ts';

interface CompareAgentVersions {
  ctx: ServiceContext;
  agentId: AgentId;
  input: z.input<typeof compareAgentQuerySchema>;
}

/**
 * What differs between two versions, or a version and the draft.
 * @throws DomainError `NOT_FOUND` for an unknown agent or version
 */
export async function compareAgentVersions({
  ctx,
  agentId,
  input,
}: CompareAgentVersions): Promise<AgentComparison> {
  requireScope(ctx, 'agents:read');
  const { from, to } = parseInput(compareAgentQuerySchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const selected = await fetchAgent(tx, agentId);
    const before = await configOf(tx, selected, from);
    return { from, to, changes: compareConfigs(before, await configOf(tx, selected, to)) };
  });
}

async function configOf(tx: TenantTx, { agent }: SelectedAgent, version: number | 'draft') {
  return readConfig(version === 'draft' ? agent.draft : (await fetchVersion(tx, agent.id, version)).config);
}
