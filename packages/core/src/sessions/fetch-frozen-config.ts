import type { AgentConfig, AgentVersionId } from '@parley/contracts';
import { agentVersions, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { readConfig } from '../agents/read-config.ts';

/** The configuration that a session began with, whatever has been published since. */
export async function fetchFrozenConfig(
  tx: TenantTx,
  { agentVersionId }: { agentVersionId: AgentVersionId },
): Promise<AgentConfig> {
  const [found] = await tx
    .select({ config: agentVersions.config })
    .from(agentVersions)
    .where(eq(agentVersions.id, agentVersionId));
  if (!found) throw new Error('a session without its version');
  return readConfig(found.config);
}
