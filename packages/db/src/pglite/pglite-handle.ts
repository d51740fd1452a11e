import type { PGlite } from '@electric-sql/pglite';
import type { SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from 'drizzle-orm/pglite/migrator';
import { assertRoleCannotBypass } from '../assert-role-cannot-bypass.ts';
import { become } from '../become.ts';
import type { ActsAs, Database, DatabaseHandle } from '../database.ts';
import { migrationsFolder, runMigrations } from '../migrations.ts';
import { readMessage } from '../read-message.ts';
import * as schema from '../schema/index.ts';
import type { ReadValues } from '../statement-text.ts';

/** Migrates a PGlite and binds it: even outside of `withTenant` its one connection then sees no tenant's rows. */
export async function pgliteHandle(client: PGlite): Promise<DatabaseHandle> {
  const driver = drizzle(client, { schema });
  const db = driver as unknown as Database;
  const transaction = db.transaction.bind(db);
  db.transaction = (work, as) =>
    transaction(async (tx) => {
      if (as) await become(tx, as);
      return work(tx);
    });
  const dialect = new PgDialect();
  db.read = async <T>(statement: SQL, as: ActsAs, values?: ReadValues) =>
    ((await client.exec(readMessage(dialect, statement, as, values))).at(-1)?.rows ?? []) as T[];
  await runMigrations(db, () => migrate(driver, { migrationsFolder }));
  await client.exec('set role parley_app');
  await assertRoleCannotBypass({ db, kind: 'pglite' });
  return {
    db,
    kind: 'pglite',
    ping: async () => void (await client.query('select 1')),
    close: () => client.close(),
  };
}
