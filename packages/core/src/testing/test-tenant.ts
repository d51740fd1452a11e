import { type AgentId, newId, type Role, type Scope, type SessionId, type TenantId } from '@parley/contracts';
import type { Database } from '@parley/db';
import type { Actor, ServiceContext } from '../context.ts';
import type { DemoBusiness } from '../demo/demo-business.ts';
import { seedContent } from '../demo/seed-content.ts';

/** A tenant of a test's own, with one agent, and contexts of everybody who may act in it. */
export interface TestTenant {
  tenantId: TenantId;
  agentId: AgentId;
  system: ServiceContext;
  user(role: Role): ServiceContext;
  worker(sessionId: SessionId): ServiceContext;
  apiKey(...scopes: Scope[]): ServiceContext;
}

/** Of somebody who is of no tenant yet. */
export const accountContext = (db: Database, now = () => new Date()) => ({ db, now, auditKey: testAuditKey });

export const testAuditKey = new Uint8Array(32).fill(7);

const business: DemoBusiness = {
  name: 'Test Tenant',
  agentName: 'Test Agent',
  config: { greeting: 'Hello.', persona: 'You are a test.' },
  knowledge: [{ title: 'Office hours', text: 'We are open from nine to six.', keywords: 'open' }],
};

/** @param now the contexts' clock; the real one when left out. */
export async function createTestTenant(
  db: Database,
  now: () => Date = () => new Date(),
): Promise<TestTenant> {
  const tenantId = newId('tenant');
  const agentId = newId('agent');
  await seedContent({ db, tenantId, agentId, business });
  const contextOf = (actor: Actor): ServiceContext => ({ db, actor, now, auditKey: testAuditKey });
  return {
    tenantId,
    agentId,
    system: contextOf({ type: 'system', tenantId }),
    user: (role) => contextOf({ type: 'user', tenantId, userId: newId('user'), role }),
    apiKey: (...scopes) => contextOf({ type: 'apiKey', tenantId, keyId: newId('apiKey'), scopes }),
    worker: (sessionId) => contextOf({ type: 'worker', tenantId, sessionId }),
  };
}
