import type { AgentConfig, TranscriptSegment } from '@parley/contracts';
import { type Database, sessionEvents, sessions, tenantSecrets, withTenant } from '@parley/db';
import { and, asc, eq } from 'drizzle-orm';
import { fetchFrozenConfig } from '../sessions/fetch-frozen-config.ts';
import { byStart, toSegment } from '../sessions/to-segment.ts';
import type { CallFacts } from './analysis-question.ts';
import type { ClaimedAnalysis } from './claim-analyses.ts';

/** What an analysis goes by, read in one transaction. */
export interface ReadCall {
  segments: TranscriptSegment[];
  facts: CallFacts;
  models: AgentConfig['models'];
  /** The tenant's key, sealed; undefined where it has none. */
  secret: typeof tenantSecrets.$inferSelect | undefined;
}

export const readCall = (
  db: Database,
  { tenantId, sessionId }: ClaimedAnalysis,
  provider: 'openai',
): Promise<ReadCall> =>
  withTenant(db, tenantId, async (tx) => {
    const [session] = await tx.select().from(sessions).where(eq(sessions.id, sessionId));
    if (!session) throw new Error('an analysis without its session');
    const config = await fetchFrozenConfig(tx, session);
    const rows = await tx
      .select({ seq: sessionEvents.seq, event: sessionEvents.event })
      .from(sessionEvents)
      .where(and(eq(sessionEvents.sessionId, sessionId), eq(sessionEvents.type, 'transcript')))
      .orderBy(asc(sessionEvents.seq));
    const [secret] = await tx.select().from(tenantSecrets).where(eq(tenantSecrets.provider, provider));
    const { activeAt, endedAt, channel, endReason } = session;
    const seconds = activeAt && endedAt ? (endedAt.getTime() - activeAt.getTime()) / 1000 : 0;
    return {
      segments: rows.flatMap(toSegment).sort(byStart),
      facts: { channel, endReason, seconds, language: config.languages.first },
      models: config.models,
      secret,
    };
  });
