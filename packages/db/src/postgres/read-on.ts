import { escapeLiteral, type Pool, type QueryResult } from 'pg';
import type { Database } from '../database.ts';
import { actingAs } from './acting-as.ts';
import { insideOf } from './transact.ts';

/**
 * Statements that come in one message are one transaction, without `begin`: who reads is set for them alone, and
 * nothing stays behind when one fails. Such a message has no parameters beside it, so the values are written into it.
 */
export function readOn(pool: Pool, db: Database): Database['read'] {
  const { dialect } = insideOf(db);
  return async <T>(statement: Parameters<Database['read']>[0], as: Parameters<Database['read']>[1]) => {
    const { sql, params } = dialect.sqlToQuery(statement);
    const text = sql.replace(/\$(\d+)/g, (_, number: string) => literalOf(params[Number(number) - 1]));
    const message = `set transaction read only; ${actingAs(as)}; ${text}`;
    // The driver gives a result for each statement, which its types do not know.
    const results = (await pool.query(message)) as unknown as QueryResult[];
    return (results.at(-1)?.rows ?? []) as T[];
  };
}

function literalOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('a statement of one message takes texts only');
  return escapeLiteral(value);
}
