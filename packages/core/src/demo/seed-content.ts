import { type AgentId, agentConfigSchema, newId, type TenantId } from '@parley/contracts';
import { agents, agentVersions, type Database, knowledgeItems, tenants, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { DemoBusiness } from './demo-business.ts';

interface SeedContent {
  db: Database;
  tenantId: TenantId;
  agentId: AgentId;
  business: DemoBusiness;
}

/** A business with its agent and knowledge, unless it is there already. */
export async function seedContent({ db, tenantId, agentId, business }: SeedContent): Promise<void> {
  await withTenant(db, tenantId, async (tx) => {
    await tx.insert(tenants).values({ id: tenantId, name: business.name }).onConflictDoNothing();
    const [agent] = await tx.select().from(agents).where(eq(agents.id, agentId));
    if (agent) return;
    await tx.insert(agents).values({ id: agentId, tenantId, name: business.agentName });
    await tx.insert(agentVersions).values({
      id: newId('agentVersion'),
      tenantId,
      agentId,
      version: 1,
      config: agentConfigSchema.parse(business.config),
    });
    await tx
      .insert(knowledgeItems)
      .values(business.knowledge.map((item) => ({ id: newId('knowledgeItem'), tenantId, ...item })));
  });
}
