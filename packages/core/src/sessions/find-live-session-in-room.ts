import { sessions, withTenant } from '@parley/db';
import { and, eq, inArray } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { type SessionRow, selectSessions, toSessionRow } from './session-row.ts';
import { liveSessionStates } from './session-transitions.ts';

interface FindLiveSession {
  ctx: ServiceContext;
  /** The tenant's own name of the room. */
  room: string;
}

/** The one session that is not over yet in a room. */
export async function findLiveSessionInRoom({ ctx, room }: FindLiveSession): Promise<SessionRow | undefined> {
  requireScope(ctx, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const [found] = await selectSessions(tx).where(
      and(eq(sessions.room, room), inArray(sessions.state, liveSessionStates)),
    );
    return found && toSessionRow(found);
  });
}
