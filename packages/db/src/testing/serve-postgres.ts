import { migratePostgres } from '../postgres/migrate-postgres.ts';
import { portVariable, templateName } from './shared-postgres.ts';
import { postgresUrl, runAs, startTestPostgres } from './test-postgres.ts';

/**
 * Before a run of suites on Postgres (vitest's globalSetup): one server for all of its files, with a migrated, empty
 * database that theirs are copied from.
 * @returns what ends it.
 */
export default async function servePostgres(): Promise<(() => Promise<void>) | undefined> {
  // Every project of a run asks for it.
  if (process.env.PARLEY_TEST_DATABASE !== 'postgres' || process.env[portVariable]) return undefined;
  const { port, stop } = await startTestPostgres();
  try {
    await runAs(postgresUrl(port, 'postgres'), [`create database ${templateName}`]);
    await migratePostgres({ url: postgresUrl(port, templateName) });
    // A template can be copied only while nobody is connected to it.
    await runAs(postgresUrl(port, 'postgres'), [`alter database ${templateName} allow_connections false`]);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env[portVariable] = String(port);
  return stop;
}
