export { openTestDatabase, openTimeoutMs } from './open-test-database.ts';
