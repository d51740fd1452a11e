import { putPlatformEntries } from '@parley/core';
import { type Command, UsageError } from './command.ts';

/** A number that no tenant may call. */
export const doNotCallAdd: Command = {
  usage: 'do-not-call add NUMBER [--source WORDS] [--until MOMENT]',
  summary: 'let no tenant call a number, from the next dial on',
  options: {
    source: 'where it comes from; without it: operator',
    until: 'when it ends, like 2030-01-31T12:00:00Z; without it: never',
  },
  words: 1,
  run: async ({ ctx: { db, now }, words, options: { source = 'operator', until }, answer }) => {
    const [number = ''] = words;
    const expiresAt = momentOf(until);
    const added = await putPlatformEntries({ db, now: now(), numbers: [number], source, expiresAt });
    answer({ number, added: added === 1 }, [
      added === 1 ? `${number} is on the list.` : `${number} was on the list already, and stays.`,
    ]);
    return 0;
  },
};

export function momentOf(text: string | undefined): Date | null {
  if (text === undefined) return null;
  const at = new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new UsageError(`${text} is no moment: write it like 2030-01-31T12:00:00Z.`);
  return at;
}
