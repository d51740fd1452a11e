import { agents, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { fetchAgent, type RevisedAgent, type SelectedAgent, toRevisedAgent } from './agent-row.ts';
import { compareConfigs } from './compare-configs.ts';
import { readConfig } from './read-config.ts';

type AgentValues = Partial<SelectedAgent['agent']>;

/**
 * Writes what changes of the locked agent, with its audit entry, which holds of the draft only what differs. To be
 * called last in a transaction.
 */
export async function changeAgent(
  tx: TenantTx,
  ctx: ServiceContext,
  { agent }: SelectedAgent,
  { action, values }: { action: string; values: AgentValues },
): Promise<RevisedAgent> {
  const { id } = agent;
  const [is] = await tx
    .update(agents)
    .set({ ...values, revision: agent.revision + 1, updatedAt: ctx.now() })
    .where(eq(agents.id, id))
    .returning();
  if (!is) throw new Error('the agent was not written');
  const selected = is.archivedAt ? undefined : await fetchAgent(tx, id);
  await appendAudit(tx, ctx, { action, target: { type: 'agent', id }, ...changedFields(agent, is) });
  return toRevisedAgent(selected ?? { agent: is, published: null });
}

const wireNames = {
  name: 'name',
  description: 'description',
  status: 'status',
  publishedVersion: 'published_version',
} as const;

function changedFields(was: SelectedAgent['agent'], is: SelectedAgent['agent']) {
  const fields = Object.entries(wireNames) as [keyof typeof wireNames, string][];
  const changed = fields.filter(([key]) => was[key] !== is[key]);
  const draft = compareConfigs(readConfig(was.draft), readConfig(is.draft));
  const side = (row: typeof was, which: 'before' | 'after') =>
    Object.fromEntries([
      ...changed.map(([key, name]) => [name, row[key]]),
      ...draft.map((change) => [`draft.${change.path}`, change[which]]),
    ]);
  return { before: side(was, 'before'), after: side(is, 'after') };
}
