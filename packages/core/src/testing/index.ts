export { accountContext, createTestTenant, type TestTenant, testAuditKey } from './test-tenant.ts';
