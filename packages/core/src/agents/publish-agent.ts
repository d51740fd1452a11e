import { type AgentId, type AgentVersion, publishAgentBodySchema } from '@parley/contracts';
import { withTenant } from '@parley/db';
import type { z } from 'zod';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { requireRevision } from '../require-revision.ts';
import { storableText } from '../storable.ts';
import { lockAgent, toAgentSummary } from './agent-row.ts';
import { changeAgent } from './change-agent.ts';
import { insertVersion } from './insert-version.ts';
import { readConfig } from './read-config.ts';

interface PublishAgent {
  ctx: ServiceContext;
  agentId: AgentId;
  input: z.input<typeof publishAgentBodySchema>;
  /** The one that the client has seen. */
  revision?: number | undefined;
}

/**
 * Makes the draft the version that serves, from the next session on. It does not switch the agent on.
 * @throws DomainError `NOT_FOUND`, `PRECONDITION_FAILED`, `CONFLICT` when the draft is what serves already
 */
export async function publishAgent({ ctx, agentId, input, revision }: PublishAgent): Promise<AgentVersion> {
  requireScope(ctx, 'agents:publish');
  const { note } = parseInput(publishAgentBodySchema, input);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const selected = await lockAgent(tx, agentId);
    requireRevision(selected.agent.revision, revision);
    if (!toAgentSummary(selected).has_unpublished_changes) {
      throw new DomainError('CONFLICT', 'The draft is what is published already. Change it first.');
    }
    const config = readConfig(selected.agent.draft);
    const version = await insertVersion(tx, ctx, selected, { config, note: storableText(note) });
    const values = { publishedVersion: version.version };
    await changeAgent(tx, ctx, selected, { action: 'agent.publish', values });
    return version;
  });
}
