import type { Pool, QueryResult } from 'pg';
import type { ActsAs, Database } from '../database.ts';
import { readMessage } from '../read-message.ts';
import type { ReadValues } from '../statement-text.ts';
import { insideOf } from './transact.ts';

/** Reads by one message there and one back. */
export function readOn(pool: Pool, db: Database): Database['read'] {
  const { dialect } = insideOf(db);
  return async <T>(statement: Parameters<Database['read']>[0], as: ActsAs, values?: ReadValues) => {
    // The driver gives a result for each statement, which its types do not know.
    const results = (await pool.query(
      readMessage(dialect, statement, as, values),
    )) as unknown as QueryResult[];
    return (results.at(-1)?.rows ?? []) as T[];
  };
}
