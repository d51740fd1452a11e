export { addAgent } from './add-agent.ts';
export { addLine } from './add-line.ts';
export { addMember, type TestMember } from './add-member.ts';
export { allowDialing } from './allow-dialing.ts';
export { auditOf } from './audit-of.ts';
export { fakeProviders } from './fake-providers.ts';
export { accountContext, createTestTenant, type TestTenant, testAuditKey } from './test-tenant.ts';
