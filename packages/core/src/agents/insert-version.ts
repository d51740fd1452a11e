import { type AgentConfig, type AgentVersion, newId } from '@parley/contracts';
import { agentVersions, type TenantTx } from '@parley/db';
import { eq, max } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import { auditActorOf } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import type { SelectedAgent } from './agent-row.ts';
import { toVersion } from './agent-version-row.ts';

interface NewVersion {
  config: AgentConfig;
  note: string;
  restoredFrom?: number;
}

/** Writes the next version of a locked agent, and leaves word of it. */
export async function insertVersion(
  tx: TenantTx,
  ctx: ServiceContext,
  { agent }: SelectedAgent,
  { config, note, restoredFrom }: NewVersion,
): Promise<AgentVersion> {
  const { tenantId } = ctx.actor;
  const [last] = await tx
    .select({ version: max(agentVersions.version) })
    .from(agentVersions)
    .where(eq(agentVersions.agentId, agent.id));
  const now = ctx.now();
  const version = (last?.version ?? 0) + 1;
  const id = newId('agentVersion', now.getTime());
  const publishedBy = auditActorOf(ctx.actor);
  const [row] = await tx
    .insert(agentVersions)
    .values({
      id,
      tenantId,
      agentId: agent.id,
      version,
      config,
      note,
      restoredFrom,
      publishedBy,
      createdAt: now,
    })
    .returning();
  if (!row) throw new Error('the version was not written');
  const payload = { agent_id: agent.id, version_id: id, version, restored_from: restoredFrom ?? null };
  await addToOutbox(tx, ctx, [{ event: 'agent.published', payload }]);
  return toVersion(row);
}
