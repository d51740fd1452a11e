import type { SessionId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchSessionRow, type SessionRow } from './session-row.ts';

interface GetSession {
  ctx: ServiceContext;
  sessionId: SessionId;
}

/** @throws DomainError `NOT_FOUND`, also for another tenant's session. */
export async function getSessionInTenant({ ctx, sessionId }: GetSession): Promise<SessionRow> {
  requireSessionAccess(ctx, sessionId, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, (tx) => fetchSessionRow(tx, sessionId));
}
