import type { Command } from './command.ts';

/** Opening the database has migrated it: this says so, for deployments that migrate before they start. */
export const migrate: Command = {
  usage: 'migrate',
  summary: 'bring the database up to date, and stop',
  run: async ({ database, print }) => {
    await database.ping();
    print(`The database (${database.kind}) is up to date.`);
    return 0;
  },
};
