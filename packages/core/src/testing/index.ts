export { createTestTenant, type TestTenant } from './test-tenant.ts';
