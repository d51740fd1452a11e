import { removePlatformEntry } from '@parley/core';
import type { Command } from './command.ts';

export const doNotCallRemove: Command = {
  usage: 'do-not-call remove NUMBER',
  summary: 'let tenants call a number again, unless it is on their own list',
  words: 1,
  run: async ({ ctx: { db }, words, answer }) => {
    const [number = ''] = words;
    const removed = await removePlatformEntry({ db, number });
    answer({ number, removed }, [removed ? `${number} is off the list.` : `${number} is not on the list.`]);
    return removed ? 0 : 1;
  },
};
