import { type Database, globalDoNotCall, withGate } from '@parley/db';
import { asc, count, gt } from 'drizzle-orm';

interface ListPlatformEntries {
  db: Database;
  /** Numbers after this one. */
  after: string;
  limit: number;
}

/** For operators: a page of the platform's list by number, and how long the list is. */
export const listPlatformEntries = ({ db, after, limit }: ListPlatformEntries) =>
  withGate(db, async (tx) => {
    const [all] = await tx.select({ count: count() }).from(globalDoNotCall);
    const entries = await tx
      .select()
      .from(globalDoNotCall)
      .where(gt(globalDoNotCall.number, after))
      .orderBy(asc(globalDoNotCall.number))
      .limit(limit);
    return { total: all?.count ?? 0, entries };
  });
