import type { SessionId } from '@parley/contracts';
import { sessionEvents, withTenant } from '@parley/db';
import { and, asc, eq, gt } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import type { StoredEvent } from './append-events.ts';
import { fetchSessionRow } from './session-row.ts';

interface ListSessionEvents {
  ctx: ServiceContext;
  /** Events after number `after`, oldest first; all of them unless `limit` says less. */
  input: { sessionId: SessionId; after?: number; limit?: number };
}

/** @throws DomainError `NOT_FOUND` */
export async function listSessionEvents({
  ctx,
  input: { sessionId, after = -1, limit },
}: ListSessionEvents): Promise<StoredEvent[]> {
  requireSessionAccess(ctx, sessionId, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchSessionRow(tx, sessionId);
    const query = tx
      .select({ seq: sessionEvents.seq, at: sessionEvents.at, event: sessionEvents.event })
      .from(sessionEvents)
      .where(and(eq(sessionEvents.sessionId, sessionId), gt(sessionEvents.seq, after)))
      .orderBy(asc(sessionEvents.seq))
      .$dynamic();
    const rows = await (limit === undefined ? query : query.limit(limit));
    return rows.map(({ seq, at, event }) => ({ seq, at: at.toISOString(), event }));
  });
}
