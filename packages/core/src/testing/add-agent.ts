import { type AgentConfigInput, type AgentId, newId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { insertPublishedAgent } from '../agents/insert-published-agent.ts';
import type { TestTenant } from './test-tenant.ts';

/** A further agent of a test's tenant; it takes calls. */
export async function addAgent(
  { tenantId, system }: TestTenant,
  config: Partial<AgentConfigInput> = {},
): Promise<AgentId> {
  const id = newId('agent');
  const whole = { greeting: 'Hello.', persona: 'You are a test.', ...config };
  await withTenant(system.db, tenantId, (tx) =>
    insertPublishedAgent(tx, { id, tenantId, name: 'Another Agent', config: whole }),
  );
  return id;
}
