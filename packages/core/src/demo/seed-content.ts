import type { AgentId, TenantId } from '@parley/contracts';
import { agents, type Database, tenants, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { insertPublishedAgent } from '../agents/insert-published-agent.ts';
import { changeItems, lockCategories } from '../knowledge/change-items.ts';
import type { ItemDraft } from '../knowledge/read-item.ts';
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
    const { agentName: name, config } = business;
    await insertPublishedAgent(tx, { id: agentId, tenantId, name, config });
    const now = () => new Date();
    const ctx = { actor: { type: 'system' as const, tenantId }, now };
    await lockCategories(tx, ctx, ['faqs']);
    await changeItems(tx, ctx, { create: business.knowledge.map((entry) => draftOf(entry, now())) });
  });
}

function draftOf({ title, text, keywords }: DemoBusiness['knowledge'][number], now: Date): ItemDraft {
  const data = { question: title, answer: text, keywords: keywords.split(', ') };
  const source = { kind: 'typed' as const };
  return { category: 'faqs', title, data, source, quote: null, confidence: 1, reviewedAt: now };
}
