import type { Command } from './command.ts';

/** Opening the database has migrated it: this says so, for deployments that migrate before they start. */
export const migrate: Command = {
  usage: 'migrate',
  summary: 'bring the database up to date, and stop',
  run: async ({ database, answer }) => {
    await database.ping();
    answer({ database: database.kind, up_to_date: true }, [`The database (${database.kind}) is up to date.`]);
    return 0;
  },
};
