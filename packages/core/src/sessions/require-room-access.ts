import { sessions, withTenant } from '@parley/db';
import { and, eq, inArray } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { liveSessionStates } from './session-transitions.ts';

interface RequireRoomAccess {
  ctx: ServiceContext;
  /** The tenant's own name of the room. */
  room: string;
}

/**
 * Who may get a token for a room: whoever opens sessions; with a publishable key, only while a session with one of its
 * agents is under way there.
 * @throws DomainError `FORBIDDEN`, `NOT_FOUND`
 */
export async function requireRoomAccess({ ctx, room }: RequireRoomAccess): Promise<void> {
  requireScope(ctx, 'sessions:write');
  const { actor } = ctx;
  if (actor.type !== 'publishableKey') return;
  const found = await withTenant(ctx.db, actor.tenantId, (tx) =>
    tx
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(
          eq(sessions.room, room),
          inArray(sessions.state, liveSessionStates),
          inArray(sessions.agentId, [...actor.agentIds]),
        ),
      ),
  );
  if (found.length === 0) throw notFound('session in this room: open one first');
}
