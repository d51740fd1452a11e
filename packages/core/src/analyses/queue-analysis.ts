import type { SessionId } from '@parley/contracts';
import { sessionAnalyses, type TenantTx } from '@parley/db';
import { eq, max } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import type { AnalysisRow } from './analysis-row.ts';

/** In which a worker sends what it has not sent yet. */
export const lastWordsMs = 3_000;

interface QueueAnalysis {
  sessionId: SessionId;
  /** How long to wait, for what is still on its way. */
  inMs?: number;
}

/** Has a session analysed, in the transaction that makes it worth it; under the session's lock. */
export async function queueAnalysis(
  tx: TenantTx,
  ctx: Pick<ServiceContext, 'actor' | 'now'>,
  { sessionId, inMs = 0 }: QueueAnalysis,
): Promise<AnalysisRow> {
  const now = ctx.now();
  const [newest] = await tx
    .select({ version: max(sessionAnalyses.version) })
    .from(sessionAnalyses)
    .where(eq(sessionAnalyses.sessionId, sessionId));
  const [row] = await tx
    .insert(sessionAnalyses)
    .values({
      tenantId: ctx.actor.tenantId,
      sessionId,
      version: (newest?.version ?? 0) + 1,
      state: 'pending',
      nextAttemptAt: new Date(now.getTime() + inMs),
      createdAt: now,
    })
    .returning();
  if (!row) throw new Error('the analysis was not queued');
  return row;
}
