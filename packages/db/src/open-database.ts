import type { DatabaseHandle } from './database.ts';
import { openPglite } from './pglite/open-pglite.ts';
import { openPostgres } from './postgres/open-postgres.ts';

export interface DatabaseOptions {
  /** A Postgres server; left out, PGlite serves from `dataDir`. */
  url?: string;
  /** Who owns the tables and migrates, when it is not the login of `url`. */
  ownerUrl?: string;
  /** Parley's data folder; PGlite keeps its files in `data` inside it. */
  dataDir?: string;
}

/**
 * Opens the database, brings its schema up to date, and checks that row-level security binds.
 * @throws DatabaseError saying what is wrong and what to do.
 */
export function openDatabase({ url, ownerUrl, dataDir }: DatabaseOptions): Promise<DatabaseHandle> {
  return url ? openPostgres({ url, ownerUrl }) : openPglite(dataDir ?? '.parley');
}
