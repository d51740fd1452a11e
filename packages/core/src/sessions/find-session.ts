import type { SessionId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { findSessionRow, type SessionRow } from './session-row.ts';

interface FindSession {
  ctx: ServiceContext;
  sessionId: SessionId;
}

/** Like `getSessionInTenant`, for those who expect that there may be none. */
export async function findSession({ ctx, sessionId }: FindSession): Promise<SessionRow | undefined> {
  requireSessionAccess(ctx, sessionId, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, (tx) => findSessionRow(tx, sessionId));
}
