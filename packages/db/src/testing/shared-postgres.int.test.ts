import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, usePostgres } from './shared-postgres.ts';
import { postgresUrl } from './test-postgres.ts';

let port: number;
let release: () => Promise<void>;
beforeAll(async () => {
  ({ port, release } = await usePostgres());
});
afterAll(() => release?.());

async function connect(database: string, as: 'login' | 'superuser') {
  const client = new Client({ connectionString: postgresUrl(port, database, as) });
  client.on('error', () => {});
  await client.connect();
  return client;
}

it('a test’s database goes, also while a session is in it that its owner may not end', async () => {
  const database = await createTestDatabase(port);
  const inside = await connect(database.name, 'superuser');
  const ended = new Promise((resolve) => inside.once('end', resolve));
  await database.drop();
  await ended;
  const admin = await connect('postgres', 'login');
  const { rows } = await admin.query('select from pg_database where datname = $1', [database.name]);
  await admin.end();
  expect(rows).toEqual([]);
});

it('the server does nothing of its own in databases that are about to be copied or dropped', async () => {
  const admin = await connect('postgres', 'login');
  const { rows } = await admin.query('show autovacuum');
  await admin.end();
  expect(rows).toEqual([{ autovacuum: 'off' }]);
});
