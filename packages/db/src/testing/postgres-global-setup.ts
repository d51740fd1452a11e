import { startTestPostgres } from './test-postgres.ts';

/** For vitest's `globalSetup`: one Postgres for the whole run, when the run is to use Postgres. */
export default async function setup() {
  if (process.env.PARLEY_TEST_DATABASE !== 'postgres') return;
  const server = await startTestPostgres();
  process.env.PARLEY_TEST_POSTGRES_PORT = String(server.port);
  return server.stop;
}
