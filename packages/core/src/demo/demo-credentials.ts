import { randomBytes } from 'node:crypto';
import type { AgentId, TenantId } from '@parley/contracts';
import { generateApiKey } from '../auth/api-key.ts';

/** The demo's ids are the same everywhere, so that seeding again finds what it made; they are no secret. */
export const demoTenantId = 'ten_0198c0de000070008000000000000001' as TenantId;
export const demoAgentId = 'agt_0198c0de000070008000000000000001' as AgentId;
export const otherTenantId = 'ten_0198c0de000070008000000000000002' as TenantId;
export const otherAgentId = 'agt_0198c0de000070008000000000000002' as AgentId;

/** How to get into the demo tenants; made once and kept in `.parley/demo.json`. */
export interface DemoCredentials {
  apiKey: string;
  email: string;
  password: string;
  /** Of the second tenant, for trying that it is apart. */
  otherApiKey: string;
}

export const generateDemoCredentials = (): DemoCredentials => ({
  apiKey: generateApiKey(demoTenantId),
  email: 'demo@maple.example',
  password: randomBytes(12).toString('base64url'),
  otherApiKey: generateApiKey(otherTenantId),
});
