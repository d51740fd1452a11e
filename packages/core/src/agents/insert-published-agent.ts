import {
  type AgentConfigInput,
  type AgentId,
  agentConfigSchema,
  newId,
  type TenantId,
} from '@parley/contracts';
import { agents, agentVersions, type TenantTx } from '@parley/db';

interface NewAgent {
  id: AgentId;
  tenantId: TenantId;
  name: string;
  config: AgentConfigInput;
}

/** An agent that takes calls with its first version. */
export async function insertPublishedAgent(
  tx: TenantTx,
  { id, tenantId, name, config }: NewAgent,
): Promise<void> {
  const draft = agentConfigSchema.parse(config);
  await tx.insert(agents).values({ id, tenantId, name, draft, status: 'active', publishedVersion: 1 });
  await tx
    .insert(agentVersions)
    .values({ id: newId('agentVersion'), tenantId, agentId: id, version: 1, config: draft });
}
