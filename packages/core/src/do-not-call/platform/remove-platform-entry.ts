import { type Database, globalDoNotCall, withGate } from '@parley/db';
import { eq } from 'drizzle-orm';

/** For operators. @returns whether it was on the platform's list. */
export async function removePlatformEntry({
  db,
  number,
}: {
  db: Database;
  number: string;
}): Promise<boolean> {
  const gone = await withGate(db, (tx) =>
    tx.delete(globalDoNotCall).where(eq(globalDoNotCall.number, number)).returning(),
  );
  return gone.length > 0;
}
