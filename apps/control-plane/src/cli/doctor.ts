import { listTenantIds, resealSecrets } from '@parley/core';
import { createVault } from '../secrets/create-vault.ts';
import type { Command } from './command.ts';

/** What an operator can look at without a running server. Exit code 1 when something needs attention. */
export const doctor: Command = {
  usage: 'doctor',
  summary: 'look at the database and the sealed secrets, and say what needs attention',
  run: async ({ database, config, answer }) => {
    await database.ping();
    const tenants = (await listTenantIds({ db: database.db })).length;
    const { resealed, unreadable } = await resealSecrets({ db: database.db, vault: createVault(config) });
    answer({ database: database.kind, tenants, resealed_secrets: resealed, unreadable_secrets: unreadable }, [
      `ok    database: ${database.kind}, up to date, row-level security holds`,
      `ok    tenants: ${tenants}`,
      ...(unreadable.length === 0 ? [`ok    secrets: all can be opened (${resealed} sealed anew)`] : []),
      ...unreadable.map(
        (id) => `WRONG secret ${id}: no key of PARLEY_MASTER_KEYS opens it; set it anew, or rotate it`,
      ),
    ]);
    return unreadable.length === 0 ? 0 : 1;
  },
};
