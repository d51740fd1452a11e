import { randomUUID } from 'node:crypto';
import { openPostgres } from '../postgres/open-postgres.ts';
import { postgresUrl, runAs, startTestPostgres, type TestPostgres } from './test-postgres.ts';

let own: Promise<TestPostgres> | undefined;
let users = 0;

/**
 * This process's one server, started when it is first needed.
 * @returns its port, and a function to call when done: the last one to be done stops the server.
 */
export async function usePostgres(): Promise<{ port: number; release: () => Promise<void> }> {
  users += 1;
  own ??= startTestPostgres();
  const server = await own;
  return {
    port: server.port,
    release: async () => {
      users -= 1;
      if (users > 0) return;
      own = undefined;
      await server.stop();
    },
  };
}

/** A new database that the ordinary login owns. */
export async function createTestDatabase(port: number) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgresUrl(port, 'postgres');
  await runAs(admin, [`create database ${name}`]);
  return {
    name,
    url: postgresUrl(port, name),
    drop: () => runAs(admin, [`drop database ${name} with (force)`]),
  };
}

export async function openTestPostgres() {
  const { port, release } = await usePostgres();
  const database = await createTestDatabase(port);
  const handle = await openPostgres({ url: database.url });
  return {
    ...handle,
    close: async () => {
      await handle.close();
      await database.drop();
      await release();
    },
  };
}
