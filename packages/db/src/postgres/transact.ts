import { NodePgSession } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import type { Database, Transaction } from '../database.ts';

/**
 * Drizzle's own transaction over a pool keeps the connection for ever when `begin` fails, and hides what went wrong
 * behind a rollback that fails as well. Here every connection goes back, a broken one to be closed, and the first
 * error is the one that is thrown.
 */
export function transactionOn(pool: Pool, db: Database): Database['transaction'] {
  const { dialect, schema, options } = (db as unknown as { session: Inside }).session;
  return async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    const session = new NodePgSession(client, dialect, schema, options);
    let first: { error: unknown } | undefined;
    let broken = true;
    try {
      const result = await session.transaction(async (tx) => {
        try {
          return await work(tx as unknown as Transaction);
        } catch (error) {
          first = { error };
          throw error;
        }
      });
      broken = false;
      return result;
    } catch (error) {
      broken = first?.error !== error;
      throw first ? first.error : error;
    } finally {
      client.release(broken);
    }
  };
}

type SessionArguments = ConstructorParameters<typeof NodePgSession>;

/** What a drizzle session over a pool is made of. */
interface Inside {
  dialect: SessionArguments[1];
  schema: SessionArguments[2];
  options: SessionArguments[3];
}
