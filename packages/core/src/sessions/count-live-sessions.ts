import type { SessionState } from '@parley/contracts';
import { type Database, sessions, withSystem } from '@parley/db';
import { count, inArray } from 'drizzle-orm';
import { liveSessionStates } from './session-transitions.ts';

/** How many sessions of all tenants are in each state before the end; a state that none is in is left out. */
export async function countLiveSessions({
  db,
}: {
  db: Database;
}): Promise<Partial<Record<SessionState, number>>> {
  const rows = await withSystem(db, (tx) =>
    tx
      .select({ state: sessions.state, sessions: count(sessions.id) })
      .from(sessions)
      .where(inArray(sessions.state, liveSessionStates))
      .groupBy(sessions.state),
  );
  return Object.fromEntries(rows.map((row) => [row.state, row.sessions]));
}
