import type { DatabaseHandle } from '../database.ts';
import { pgliteHandle } from '../pglite/pglite-handle.ts';
import { lendPglite, startPglite } from './lend-pglite.ts';
import { openTestPostgres } from './shared-postgres.ts';

/** Whether the suite runs on a real server. */
export const isOnPostgres = process.env.PARLEY_TEST_DATABASE === 'postgres';

/** For the hook that opens it: the first run after a migration makes the template anew, maybe on a busy machine. */
export const openTimeoutMs = 120_000;

/**
 * A migrated, empty database of the test file's own: PGlite in memory, or with PARLEY_TEST_DATABASE=postgres
 * a real server, where the login is an ordinary one. Close it when the file is done.
 */
export async function openTestDatabase(): Promise<DatabaseHandle> {
  return isOnPostgres ? openTestPostgres() : lendPglite();
}

/** Where a test needs the rights of a superuser, which no login of a real server has; nobody else gets this one. */
export const openTestPglite = async (): Promise<DatabaseHandle> => pgliteHandle(await startPglite());
