import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from '../database-error.ts';

/** The major version of Postgres inside the PGlite in use; a test compares it with the real one. */
export const pgliteMajorVersion = '18';

/** PGlite on another version's files fails in ways nobody can read. */
export function assertDataVersion(directory: string): void {
  const file = join(directory, 'PG_VERSION');
  if (!existsSync(file)) return;
  const found = readFileSync(file, 'utf8').trim();
  if (found === pgliteMajorVersion) return;
  throw new DatabaseError(
    'unsupported_version',
    `The database in ${directory} was made by version ${found} of its engine, this Parley uses ${pgliteMajorVersion}. Move the folder away to start afresh, or use the version of Parley that made it.`,
  );
}
