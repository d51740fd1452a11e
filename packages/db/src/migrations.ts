import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Database } from './database.ts';
import { DatabaseError } from './database-error.ts';

export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Brings the schema up to date: all missing migrations in one transaction, or none.
 * @param migrate the driver's own migrator.
 * @throws DatabaseError `newer_schema` when a newer Parley was here, `migration_failed` with the database's reason.
 */
export async function runMigrations(db: Database, migrate: () => Promise<unknown>): Promise<void> {
  await refuseNewerSchema(db);
  try {
    await migrate();
  } catch (error) {
    const reason = error instanceof Error ? (rootCause(error).message ?? error.message) : String(error);
    throw new DatabaseError(
      'migration_failed',
      `The database could not be brought up to date: ${reason}`,
      error,
    );
  }
}

async function refuseNewerSchema(db: Database) {
  const known = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  const { rows: tables } = await db.execute<{ present: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as present`,
  );
  if (!tables[0]?.present) return;
  const { rows } = await db.execute<{ newest: string | null }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  if (Number(rows[0]?.newest ?? 0) > known) {
    throw new DatabaseError(
      'newer_schema',
      'The database was last used by a newer version of Parley. Use that version, or restore a backup made before it.',
    );
  }
}

const rootCause = (error: Error): Error => (error.cause instanceof Error ? rootCause(error.cause) : error);
