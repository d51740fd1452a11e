import type { SessionId, TenantId } from '@parley/contracts';
import { type Database, sessions, withSystem } from '@parley/db';
import { asc, inArray } from 'drizzle-orm';
import { liveSessionStates } from './session-transitions.ts';

/** Every tenant's sessions that are not over, oldest first: for the sweeper, which then acts as `system` of each tenant. */
export function listLiveSessions({
  db,
}: {
  db: Database;
}): Promise<{ tenantId: TenantId; sessionId: SessionId }[]> {
  return withSystem(db, (tx) =>
    tx
      .select({ tenantId: sessions.tenantId, sessionId: sessions.id })
      .from(sessions)
      .where(inArray(sessions.state, liveSessionStates))
      .orderBy(asc(sessions.id)),
  );
}
