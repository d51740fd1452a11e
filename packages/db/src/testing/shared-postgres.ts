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
  await runAs(postgresUrl(port, 'postgres'), [`create database ${name} template ${template}`]);
  // Only a superuser may end whatever session there still is: the ordinary login none of the server's own.
  const admin = postgresUrl(port, 'postgres', 'superuser');
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
      // To make room, no more: it goes with the server anyway, and a server too busy for it fails no suite.
      await database.drop().catch(() => {});
      await release();
    },
  };
}
