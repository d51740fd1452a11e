import type { Pool, QueryResult } from 'pg';
import type { ActsAs, Database } from '../database.ts';
import { type ReadValues, statementText } from '../statement-text.ts';
import { actingAs } from './acting-as.ts';
import { insideOf } from './transact.ts';

/**
 * Statements that come in one message are one transaction, without `begin`: who reads is set for them alone, and
 * nothing stays behind when one fails. Such a message has no parameters beside it, so the values are written into it.
 */
export function readOn(pool: Pool, db: Database): Database['read'] {
  const { dialect } = insideOf(db);
  return async <T>(statement: Parameters<Database['read']>[0], as: ActsAs, values?: ReadValues) => {
    const message = `set transaction read only; ${actingAs(as)}; ${statementText(dialect, statement, values)}`;
    // The driver gives a result for each statement, which its types do not know.
    const results = (await pool.query(message)) as unknown as QueryResult[];
    return (results.at(-1)?.rows ?? []) as T[];
  };
}
