import { readFile } from 'node:fs/promises';
import { putPlatformEntries, readNumberFile } from '@parley/core';
import { type Command, UsageError } from './command.ts';
import { momentOf } from './do-not-call-add.ts';

const mostShown = 20;

/** All or nothing: a file with an error changes nothing. */
export const doNotCallImport: Command = {
  usage: 'do-not-call import FILE [--country CC] [--source WORDS] [--until MOMENT] [--dry-run yes]',
  summary: 'let no tenant call the numbers of a CSV file, whose column is named number',
  options: {
    country: 'of numbers without a country code, as in US',
    source: 'where they come from; without it: the file’s name',
    until: 'when they end, like 2030-01-31T12:00:00Z; without it: never',
    'dry-run': 'yes: say what is wrong with the file, and change nothing',
  },
  words: 1,
  run: async ({ ctx: { db, now }, words, options, answer }) => {
    const [file = ''] = words;
    const text = await readFile(file, 'utf8').catch((error: Error) => {
      throw new UsageError(`${file} cannot be read: ${error.message}`);
    });
    const { numbers, errors } = await readNumberFile(text, options.country);
    const dryRun = options['dry-run'] !== undefined;
    const added =
      dryRun || errors.length > 0
        ? 0
        : await putPlatformEntries({
            db,
            now: now(),
            numbers,
            source: options.source ?? file,
            expiresAt: momentOf(options.until),
          });
    answer({ dry_run: dryRun, numbers: numbers.length, added, errors }, [
      errors.length > 0
        ? `Nothing was imported: ${errors.length} errors.`
        : `${numbers.length} numbers, ${dryRun ? 'none written' : `${added} of them new`}.`,
      ...errors.slice(0, mostShown).map(({ line, path, message }) => `line ${line}: ${path} ${message}`),
    ]);
    return errors.length > 0 ? 1 : 0;
  },
};
