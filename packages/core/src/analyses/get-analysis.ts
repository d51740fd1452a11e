import type { SessionAnalysis, SessionId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { fetchSessionRow } from '../sessions/session-row.ts';
import { findAnalysis } from './analysis-row.ts';

interface GetAnalysis {
  ctx: ServiceContext;
  sessionId: SessionId;
  input?: { version?: number | undefined };
}

/** The newest analysis of a session, or the one of this version. @throws DomainError `NOT_FOUND` */
export async function getAnalysis({ ctx, sessionId, input = {} }: GetAnalysis): Promise<SessionAnalysis> {
  requireScope(ctx, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchSessionRow(tx, sessionId);
    const found = await findAnalysis(tx, sessionId, input.version);
    if (!found) throw notFound('analysis of this session');
    return found;
  });
}
