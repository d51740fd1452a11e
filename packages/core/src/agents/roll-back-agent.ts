import { type AgentId, type AgentVersion, rollBackAgentBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { storableText } from '../storable.ts';
import { lockAgent, toAgentSummary } from './agent-row.ts';
import { fetchVersion } from './agent-version-row.ts';
import { changeAgent } from './change-agent.ts';
import { differs } from './compare-configs.ts';
import { insertVersion } from './insert-version.ts';
import { readConfig } from './read-config.ts';

interface RollBackAgent {
  ctx: ServiceContext;
  agentId: AgentId;
  input: z.input<typeof rollBackAgentBodySchema>;
}

/**
 * Publishes an older version once more, as a new one. The draft follows only if nothing of it was unpublished.
 * @throws DomainError `NOT_FOUND` for an unknown agent or version, `CONFLICT` for the version that serves, and
 * for one that says the same
 */
export async function rollBackAgent({ ctx, agentId, input }: RollBackAgent): Promise<AgentVersion> {
  requireScope(ctx, 'agents:publish');
  const { version: restoredFrom, note } = parseInput(rollBackAgentBodySchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const selected = await lockAgent(tx, agentId);
    if (selected.agent.publishedVersion === restoredFrom) {
      throw new DomainError('CONFLICT', `Version ${restoredFrom} is the one that serves. Name an older one.`);
    }
    const config = readConfig((await fetchVersion(tx, agentId, restoredFrom)).config);
    if (selected.published && !differs(readConfig(selected.published), config)) {
      throw new DomainError(
        'CONFLICT',
        `Version ${restoredFrom} says the same as the one that serves, version ${selected.agent.publishedVersion}. Name another one.`,
      );
    }
    const version = await insertVersion(tx, ctx, selected, {
      config,
      note: storableText(note),
      restoredFrom,
    });
    const follows = !toAgentSummary(selected).has_unpublished_changes;
    const values = { publishedVersion: version.version, ...(follows && { draft: config }) };
    await changeAgent(tx, ctx, selected, { action: 'agent.roll_back', values });
    return version;
  });
}
