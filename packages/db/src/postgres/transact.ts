import { sql } from 'drizzle-orm';
import { NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';
import { actingAs } from '../acting-as.ts';
import type { ActsAs, Database, Transaction } from '../database.ts';

/**
 * Drizzle's own transaction over a pool keeps the connection for ever when `begin` fails, and hides what went wrong
 * behind a rollback that fails as well. Here every connection goes back, a broken one to be closed, and the first
 * error is the one that is thrown. Who the transaction acts as goes with `begin`, in one message to the server.
 */
export function transactionOn(pool: Pool, db: Database): Database['transaction'] {
  const { dialect, schema, options } = insideOf(db);
  return async <T>(work: (tx: Transaction) => Promise<T>, as?: ActsAs): Promise<T> => {
    const client = await pool.connect();
    const tx = new NodePgTransaction(dialect, new NodePgSession(client, dialect, schema, options), schema);
    let broken = true;
    try {
      await tx.execute(sql.raw(beginningOf(as)));
      const result = await work(tx as unknown as Transaction).catch(async (error: unknown) => {
        broken = await tx.execute(sql`rollback`).then(
          () => false,
          () => true,
        );
        throw error;
      });
      await tx.execute(sql`commit`);
      broken = false;
      return result;
    } finally {
      client.release(broken);
    }
  };
}

const beginningOf = (as: ActsAs | undefined): string => (as ? `begin; ${actingAs(as)}` : 'begin');

type SessionArguments = ConstructorParameters<typeof NodePgSession>;

/** What a drizzle session over a pool is made of. */
interface Inside {
  dialect: SessionArguments[1];
  schema: SessionArguments[2];
  options: SessionArguments[3];
}

export const insideOf = (db: Database): Inside => (db as unknown as { session: Inside }).session;
