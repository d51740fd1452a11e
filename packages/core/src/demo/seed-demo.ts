import type { AgentId, TenantId } from '@parley/contracts';
import type { Database } from '@parley/db';
import type { DemoCredentials } from './demo-credentials.ts';
import { demoAgentId, demoTenantId, otherAgentId, otherTenantId } from './demo-credentials.ts';
import { harborDental } from './harbor-dental.ts';
import { mapleProperty } from './maple-property.ts';
import { seedContent } from './seed-content.ts';
import { seedApiKey, seedUser } from './seed-credentials.ts';
import { seedPhone } from './seed-phone.ts';

interface SeedDemo {
  db: Database;
  credentials: DemoCredentials;
}

/**
 * Makes the two demo tenants, or lets them be: content is written once and may be changed afterwards,
 * keys and password are brought to those given.
 */
export async function seedDemo({
  db,
  credentials,
}: SeedDemo): Promise<{ tenantId: TenantId; agentId: AgentId; otherTenantId: TenantId }> {
  await seedContent({ db, tenantId: demoTenantId, agentId: demoAgentId, business: mapleProperty });
  await seedContent({ db, tenantId: otherTenantId, agentId: otherAgentId, business: harborDental });
  await seedPhone({ db, tenantId: demoTenantId, agentId: demoAgentId });
  await seedApiKey({ db, tenantId: demoTenantId, key: credentials.apiKey });
  await seedApiKey({ db, tenantId: otherTenantId, key: credentials.otherApiKey });
  await seedUser({ db, tenantId: demoTenantId, email: credentials.email, password: credentials.password });
  return { tenantId: demoTenantId, agentId: demoAgentId, otherTenantId };
}
