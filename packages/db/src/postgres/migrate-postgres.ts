import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';
import { assertLoginIsOrdinary } from '../assert-role-cannot-bypass.ts';
import type { Database } from '../database.ts';
import { DatabaseError } from '../database-error.ts';
import { migrationsFolder, runMigrations } from '../migrations.ts';
import { connectionError } from './connection-error.ts';
import { whileUnforced } from './while-unforced.ts';

/** Any number, the same in every Parley: processes that start at once migrate one after another. */
const migrationLock = 7_253_961_204;
const oldestServer = 160_000;

export interface PostgresUrls {
  url: string;
  /** Owner of the tables, when it is not the login that serves. */
  ownerUrl?: string;
}

/** Migrates as the owner, on a connection of its own, and lets the serving login act as Parley's roles. */
export async function migratePostgres({ url, ownerUrl }: PostgresUrls): Promise<void> {
  const setting = ownerUrl ? 'PARLEY_DATABASE_OWNER_URL' : 'DATABASE_URL';
  const connectionString = ownerUrl ?? url;
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: 5000,
    application_name: 'parley-migrate',
  });
  // Whoever uses the connection is told.
  client.on('error', () => {});
  await client.connect().catch((error) => {
    throw connectionError(setting, connectionString, error);
  });
  try {
    await assertServerVersion(client);
    const driver = drizzle(client);
    const db = driver as unknown as Database;
    if (!ownerUrl) await assertLoginIsOrdinary(db);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await runMigrations(db, () => whileUnforced(client, () => migrate(driver, { migrationsFolder })));
    if (ownerUrl) await grantRoles(client, URL.parse(url)?.username);
  } finally {
    // The lock goes with the connection.
    await client.end();
  }
}

async function assertServerVersion(client: Client) {
  const { rows } = await client.query('show server_version_num');
  if (Number(rows[0].server_version_num) >= oldestServer) return;
  const { rows: names } = await client.query('show server_version');
  throw new DatabaseError(
    'unsupported_version',
    `Postgres ${names[0].server_version} is too old: Parley needs version ${oldestServer / 10_000} or newer.`,
  );
}

async function grantRoles(client: Client, encodedLogin: string | undefined) {
  if (!encodedLogin) return;
  const login = client.escapeIdentifier(decodeURIComponent(encodedLogin));
  await client.query(
    `grant parley_app, parley_system, parley_identity to ${login} with inherit false, set true`,
  );
}
