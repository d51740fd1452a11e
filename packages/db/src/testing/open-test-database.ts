import { PGlite } from '@electric-sql/pglite';
import type { DatabaseHandle } from '../database.ts';
import { pgliteExtensions } from '../pglite/pglite-extensions.ts';
import { pgliteHandle } from '../pglite/pglite-handle.ts';
import { pgliteTemplate } from './pglite-template.ts';
import { openTestPostgres } from './shared-postgres.ts';

/** Whether the suite runs on a real server. */
export const isOnPostgres = process.env.PARLEY_TEST_DATABASE === 'postgres';

/** For the hook that opens it: the first run after a migration makes the template anew. */
export const openTimeoutMs = 60_000;

/**
 * A migrated, empty database of the test file's own: PGlite in memory, or with PARLEY_TEST_DATABASE=postgres
 * a real server, where the login is an ordinary one. Close it when the file is done.
 */
export async function openTestDatabase(): Promise<DatabaseHandle> {
  return isOnPostgres ? openTestPostgres() : openTestPglite();
}

/** Where a test needs the rights of a superuser, which no login of a real server has. */
export async function openTestPglite(): Promise<DatabaseHandle> {
  return pgliteHandle(
    await PGlite.create({ loadDataDir: await pgliteTemplate(), extensions: pgliteExtensions }),
  );
}
