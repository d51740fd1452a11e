import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Client } from 'pg';
import { migrationsFolder } from '../migrations.ts';

const alterAll = (forced: boolean): string => `DO $$
DECLARE
  one regclass;
BEGIN
  FOR one IN
    SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relrowsecurity AND relforcerowsecurity = ${!forced} AND pg_get_userbyid(relowner) = current_user
  LOOP
    EXECUTE format('ALTER TABLE %s ${forced ? '' : 'NO '}FORCE ROW LEVEL SECURITY', one);
  END LOOP;
END
$$`;

/**
 * Migrates with every tenant's rows in the owner's sight: a foreign key that is added is checked as the owner, who
 * would find no row that is referred to. The roles that serve are not the owner, so their policies hold meanwhile.
 * Whatever happens, row-level security is forced again afterwards, at the latest with the next start.
 */
export async function whileUnforced(client: Client, migrate: () => Promise<void>): Promise<void> {
  try {
    if (await isBehind(client)) await client.query(alterAll(false));
    await migrate();
  } finally {
    await client.query(alterAll(true));
  }
}

/** Whether migrations are missing: only then is anything locked. */
async function isBehind(client: Client): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  const { rows: tables } = await client.query(`select to_regclass('drizzle.__drizzle_migrations') as there`);
  if (!tables[0].there) return false;
  const { rows } = await client.query(
    'select max(created_at)::text as last from drizzle.__drizzle_migrations',
  );
  return Number(rows[0].last ?? 0) < newest;
}
