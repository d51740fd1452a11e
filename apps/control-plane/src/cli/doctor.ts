import { listTenantIds, resealSecrets } from '@parley/core';
import { createVault } from '../secrets/create-vault.ts';
import type { Command } from './command.ts';

/** What an operator can look at without a running server. Exit code 1 when something needs attention. */
export const doctor: Command = {
  usage: 'doctor',
  summary: 'look at the database and the sealed secrets, and say what needs attention',
  run: async ({ database, config, print }) => {
    await database.ping();
    print(`ok    database: ${database.kind}, up to date, row-level security holds`);
    print(`ok    tenants: ${(await listTenantIds({ db: database.db })).length}`);
    const { resealed, unreadable } = await resealSecrets({ db: database.db, vault: createVault(config) });
    if (unreadable.length === 0) print(`ok    secrets: all can be opened (${resealed} sealed anew)`);
    for (const id of unreadable)
      print(`WRONG secret ${id}: no key of PARLEY_MASTER_KEYS opens it; set it anew, or rotate it`);
    return unreadable.length === 0 ? 0 : 1;
  },
};
