import type { SessionId } from '@parley/contracts';
import { sessionAnalyses, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { UsedModel } from '../sessions/session-cost.ts';

/** What all analyses of a session have taken, also those that came to nothing. */
export async function analysisUsage(tx: TenantTx, sessionId: SessionId): Promise<UsedModel[]> {
  const rows = await tx
    .select({ usage: sessionAnalyses.usage })
    .from(sessionAnalyses)
    .where(eq(sessionAnalyses.sessionId, sessionId));
  return rows.flatMap(({ usage }) =>
    usage.map((one) => ({ ...one, stage: 'analysis' as const, characters: 0, audio_ms: 0 })),
  );
}
