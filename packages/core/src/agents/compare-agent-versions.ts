import {
  type AgentComparison,
  type AgentConfig,
  type AgentId,
  compareAgentQuerySchema,
} from '@parley/contracts';
import { type TenantTx, withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { parseInput } from '../parse-input.ts';
import { fetchAgent, type SelectedAgent } from './agent-row.ts';
import { fetchVersion } from './agent-version-row.ts';
import { compareConfigs } from './compare-configs.ts';
import { readConfig } from './read-config.ts';

interface CompareAgentVersions {
  ctx: ServiceContext;
  agentId: AgentId;
  input: z.input<typeof compareAgentQuerySchema>;
}

/**
 * What differs between two versions, or a version and the draft; left out: what publishing would change.
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

/** Undefined when nothing is published. */
async function configOf(
  tx: TenantTx,
  { agent, published }: SelectedAgent,
  version: number | 'draft' | 'published',
): Promise<AgentConfig | undefined> {
  if (version === 'draft') return readConfig(agent.draft);
  if (version === 'published') return published ? readConfig(published) : undefined;
  return readConfig((await fetchVersion(tx, agent.id, version)).config);
}
