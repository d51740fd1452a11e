import {
  type Database,
  sessionAnalyses,
  sessionEvents,
  sessions,
  type TenantTx,
  withTenant,
} from '@parley/db';
import { and, eq, max, sql } from 'drizzle-orm';
import { addToOutbox } from '../add-to-outbox.ts';
import type { ServiceContext } from '../context.ts';
import { type AnalysisOutcome, skippedWords } from './analysis-outcome.ts';
import type { ClaimedAnalysis } from './claim-analyses.ts';
import { queueAnalysis } from './queue-analysis.ts';

interface SettleAnalysis {
  db: Database;
  auditKey: Uint8Array;
  now: Date;
  claimed: ClaimedAnalysis;
  outcome: AnalysisOutcome;
  /** Milliseconds before each further try; after the last of them it is given up. */
  retryMs: readonly number[];
}

type Change = Partial<typeof sessionAnalyses.$inferInsert>;

/**
 * Keeps what came of a try, and in the same transaction leaves word of it once there is nothing more to try.
 * Whoever claimed it after this one's lease knows better: then nothing is kept.
 * @returns what state it is in now; null when it is another's.
 */
export function settleAnalysis(settled: SettleAnalysis): Promise<Change['state'] | null> {
  const { db, auditKey, now, claimed, outcome } = settled;
  const { tenantId, sessionId, version, attempt } = claimed;
  const ctx: ServiceContext = { db, auditKey, actor: { type: 'system', tenantId }, now: () => now };
  return withTenant(db, tenantId, async (tx) => {
    // As everywhere the session first: versions are counted under its lock.
    await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, sessionId)).for('update');
    const change = changeBy(settled);
    const [row] = await tx
      .update(sessionAnalyses)
      .set({ ...change, usage: sql`${sessionAnalyses.usage} || ${JSON.stringify(outcome.usage)}::jsonb` })
      .where(
        and(
          eq(sessionAnalyses.sessionId, sessionId),
          eq(sessionAnalyses.version, version),
          eq(sessionAnalyses.state, 'pending'),
          eq(sessionAnalyses.attempts, attempt),
        ),
      )
      .returning();
    if (!row) return null;
    if (row.state === 'pending') return row.state;
    const rating = row.result?.rating.score ?? null;
    const payload = { session_id: sessionId, version, state: row.state, reason: row.reason, rating };
    await addToOutbox(tx, ctx, [{ event: 'session.analyzed', payload }]);
    if (await hasLaterTurns(tx, settled)) await queueAnalysis(tx, ctx, { sessionId });
    return row.state;
  });
}

function changeBy({ now, claimed: { attempt }, outcome, retryMs }: SettleAnalysis): Change {
  const over = { nextAttemptAt: null, finishedAt: now };
  switch (outcome.state) {
    case 'done': {
      const { analysis: result, model, turnsRead, turnsTotal } = outcome;
      return { ...over, state: 'done', result, model, turnsRead, turnsTotal, message: null };
    }
    case 'skipped': {
      const { reason } = outcome;
      return { ...over, state: 'skipped', reason, message: skippedWords[reason] };
    }
    case 'released':
      return { attempts: attempt - 1, nextAttemptAt: now };
    case 'failed': {
      const { message } = outcome;
      const wait = retryMs[attempt - 1];
      if (!outcome.again || wait === undefined) {
        return { ...over, state: 'failed', reason: outcome.reason, message };
      }
      const nextAttemptAt = new Date(now.getTime() + Math.max(wait, outcome.again.afterMs));
      return { nextAttemptAt, message };
    }
  }
}

/** What a worker had not yet sent when the session ended may come while it is analysed: then it is read once more. */
async function hasLaterTurns(
  tx: TenantTx,
  { claimed: { sessionId }, outcome }: SettleAnalysis,
): Promise<boolean> {
  if (outcome.state === 'failed' || outcome.state === 'released' || outcome.readSeq === undefined)
    return false;
  const [newest] = await tx
    .select({ seq: max(sessionEvents.seq) })
    .from(sessionEvents)
    .where(and(eq(sessionEvents.sessionId, sessionId), eq(sessionEvents.type, 'transcript')));
  return (newest?.seq ?? 0) > outcome.readSeq;
}
