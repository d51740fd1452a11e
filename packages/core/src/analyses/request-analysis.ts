import { isFinalSessionState, type SessionAnalysis, type SessionId } from '@parley/contracts';
import { sessionAnalyses, type TenantTx, withTenant } from '@parley/db';
import { and, count, eq } from 'drizzle-orm';
import { requireNoPage, requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import { lockSession } from '../sessions/session-row.ts';
import { type AnalysisRow, findPending, lastDoneVersion, toAnalysis } from './analysis-row.ts';
import { queueAnalysis } from './queue-analysis.ts';

/** Each costs what a model takes for reading a whole call. */
export const mostAnalyses = 50;

interface RequestAnalysis {
  ctx: ServiceContext;
  sessionId: SessionId;
}

/**
 * Has a session analysed once more, as a new version. While one is pending, that is the one: if it waits for another
 * try, it is tried now.
 * @throws DomainError `NOT_FOUND`; `INVALID_TRANSITION` while the session goes on; `QUOTA_EXCEEDED` after `mostAnalyses`
 */
export async function requestAnalysis({ ctx, sessionId }: RequestAnalysis): Promise<SessionAnalysis> {
  requireScope(ctx, 'sessions:write');
  // It costs, and whoever opens a session need not be who pays for it.
  requireNoPage(ctx);
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = await lockSession(tx, sessionId);
    if (!isFinalSessionState(session.state)) {
      throw new DomainError(
        'INVALID_TRANSITION',
        'The session goes on. It is analysed by itself when it is over.',
      );
    }
    const lastDone = await lastDoneVersion(tx, sessionId);
    const pending = await findPending(tx, sessionId);
    if (pending) return toAnalysis(await hurry(tx, ctx, pending), lastDone);
    const [made] = await tx
      .select({ versions: count() })
      .from(sessionAnalyses)
      .where(eq(sessionAnalyses.sessionId, sessionId));
    if ((made?.versions ?? 0) >= mostAnalyses) {
      throw new DomainError('QUOTA_EXCEEDED', `A session may be analysed ${mostAnalyses} times.`);
    }
    const row = await queueAnalysis(tx, ctx, { sessionId });
    await appendAudit(tx, ctx, {
      action: 'session.analyze',
      target: { type: 'session', id: sessionId },
      after: { version: row.version },
    });
    return toAnalysis(row, lastDone);
  });
}

/** What is being made at the moment goes on. */
async function hurry(tx: TenantTx, ctx: ServiceContext, pending: AnalysisRow): Promise<AnalysisRow> {
  if (pending.message === null) return pending;
  const { sessionId, version } = pending;
  const [row] = await tx
    .update(sessionAnalyses)
    .set({ nextAttemptAt: ctx.now() })
    .where(and(eq(sessionAnalyses.sessionId, sessionId), eq(sessionAnalyses.version, version)))
    .returning();
  return row ?? pending;
}
