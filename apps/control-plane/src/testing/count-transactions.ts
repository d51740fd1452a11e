import type { Database } from '@parley/db';

/** @returns whether a transaction of this database is under way just now. */
export function countTransactions(db: Database): () => boolean {
  let underWay = 0;
  const transaction = db.transaction.bind(db);
  db.transaction = async (...args) => {
    underWay += 1;
    try {
      return await transaction(...args);
    } finally {
      underWay -= 1;
    }
  };
  return () => underWay > 0;
}
