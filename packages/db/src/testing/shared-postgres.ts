import { randomUUID } from 'node:crypto';
import { openPostgres } from '../postgres/open-postgres.ts';
import { postgresUrl, runAs, startTestPostgres, type TestPostgres } from './test-postgres.ts';

/** Where workers read the port of the run's server, see serve-postgres.ts. */
export const portVariable = 'PARLEY_TEST_POSTGRES_PORT';
export const templateName = 'parley_template';

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

/** A new database that the ordinary login owns, empty or a copy. */
export async function createTestDatabase(port: number, template = 'template1') {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = postgresUrl(port, 'postgres');
  await runAs(admin, [`create database ${name} template ${template}`]);
  return {
    name,
    url: postgresUrl(port, name),
    drop: () => runAs(admin, [`drop database ${name} with (force)`]),
  };
}

/** A migrated, empty database on the run's server or, where there is none, on this process's. */
export async function openTestPostgres() {
  const served = Number(process.env[portVariable] ?? 0);
  const { port, release } = served ? { port: served, release: async () => {} } : await usePostgres();
  const database = await createTestDatabase(port, served ? templateName : undefined);
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
