import type { SessionId } from '@parley/contracts';
import type { TenantTx } from '@parley/db';
import type { ServiceContext } from '../context.ts';
import { findPending } from './analysis-row.ts';
import { lastWordsMs, queueAnalysis } from './queue-analysis.ts';

/**
 * Has a session read once more whose worker sent words after its end; under the session's lock. A pending analysis has
 * either not read yet, or looks for later words itself when it is settled.
 */
export async function queueForLateWords(
  tx: TenantTx,
  ctx: Pick<ServiceContext, 'actor' | 'now'>,
  sessionId: SessionId,
): Promise<void> {
  if (await findPending(tx, sessionId)) return;
  await queueAnalysis(tx, ctx, { sessionId, inMs: lastWordsMs });
}
