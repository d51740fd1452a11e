import type { SessionAnalysis, SessionId } from '@parley/contracts';
import { sessionAnalyses, type TenantTx } from '@parley/db';
import { and, desc, eq } from 'drizzle-orm';

export type AnalysisRow = typeof sessionAnalyses.$inferSelect;

/** A version of a session's analysis, the newest when left out, with which one was last done. */
export async function findAnalysis(
  tx: TenantTx,
  sessionId: SessionId,
  version?: number,
): Promise<SessionAnalysis | undefined> {
  const [row] = await tx
    .select()
    .from(sessionAnalyses)
    .where(
      and(
        eq(sessionAnalyses.sessionId, sessionId),
        version === undefined ? undefined : eq(sessionAnalyses.version, version),
      ),
    )
    .orderBy(desc(sessionAnalyses.version))
    .limit(1);
  return row && toAnalysis(row, await lastDoneVersion(tx, sessionId));
}

export async function lastDoneVersion(tx: TenantTx, sessionId: SessionId): Promise<number | null> {
  const [done] = await tx
    .select({ version: sessionAnalyses.version })
    .from(sessionAnalyses)
    .where(and(eq(sessionAnalyses.sessionId, sessionId), eq(sessionAnalyses.state, 'done')))
    .orderBy(desc(sessionAnalyses.version))
    .limit(1);
  return done?.version ?? null;
}

/** There is one at most. */
export async function findPending(tx: TenantTx, sessionId: SessionId): Promise<AnalysisRow | undefined> {
  const [row] = await tx
    .select()
    .from(sessionAnalyses)
    .where(and(eq(sessionAnalyses.sessionId, sessionId), eq(sessionAnalyses.state, 'pending')));
  return row;
}

export const toAnalysis = (row: AnalysisRow, lastDone: number | null): SessionAnalysis => ({
  session_id: row.sessionId,
  version: row.version,
  state: row.state,
  reason: row.reason,
  message: row.message,
  attempts: row.attempts,
  next_attempt_at: row.nextAttemptAt?.toISOString() ?? null,
  model: row.model,
  turns_read: row.turnsRead,
  turns_total: row.turnsTotal,
  result: row.result,
  last_done_version: lastDone,
  created_at: row.createdAt.toISOString(),
  finished_at: row.finishedAt?.toISOString() ?? null,
});
