import { listPlatformEntries } from '@parley/core';
import type { Command } from './command.ts';

const pageSize = 1_000;

export const doNotCallList: Command = {
  usage: 'do-not-call list [--after NUMBER]',
  summary: 'the first thousand numbers that no tenant may call, or those after one',
  options: { after: 'where to go on' },
  run: async ({ ctx: { db }, options: { after = '' }, answer }) => {
    const { total, entries } = await listPlatformEntries({ db, after, limit: pageSize });
    const told = entries.map(({ number, source, expiresAt }) => ({
      number,
      source,
      expires_at: expiresAt?.toISOString() ?? null,
    }));
    const lines = told.map(
      ({ number, source, expires_at: until }) => `${number}  ${source}${until ? `  until ${until}` : ''}`,
    );
    answer({ total, entries: told }, [`${total} numbers are on the platform’s list.`, ...lines]);
    return 0;
  },
};
