import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import { assertRoleCannotBypass } from '../assert-role-cannot-bypass.ts';
import type { Database, DatabaseHandle } from '../database.ts';
import * as schema from '../schema/index.ts';
import { connectionError } from './connection-error.ts';
import { migratePostgres, type PostgresUrls } from './migrate-postgres.ts';
import { readOn } from './read-on.ts';
import { transactionOn } from './transact.ts';

/** Migrates, then opens a pool for the serving login. */
export async function openPostgres(urls: PostgresUrls): Promise<DatabaseHandle> {
  await migratePostgres(urls);
  const pool = new Pool({
    connectionString: urls.url,
    max: 10,
    connectionTimeoutMillis: 5000,
    idle_in_transaction_session_timeout: 60_000,
    // A server that is gone without a word must not hold anybody for ever.
    statement_timeout: 15_000,
    query_timeout: 20_000,
    keepAlive: true,
    application_name: 'parley',
  });
  // A connection that breaks is replaced; whoever needs the server next is told if it is away.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = drizzle(pool, { schema }) as unknown as Database;
  db.transaction = transactionOn(pool, db);
  db.read = readOn(pool, db);
  const ping = async () => void (await pool.query('select 1'));
  try {
    await ping().catch((error) => {
      throw connectionError('DATABASE_URL', urls.url, error);
    });
    await assertRoleCannotBypass({ db, kind: 'postgres' });
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db, kind: 'postgres', ping, close: () => pool.end() };
}
