import type { SessionId } from '@parley/contracts';
import { sessionEvents, withTenant } from '@parley/db';
import { and, eq, max } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { fetchSessionRow } from './session-row.ts';

interface AckedSeqOf {
  ctx: ServiceContext;
  input: { sessionId: SessionId; jobId: string };
}

/** The highest of a job's own numbers that is written: where the worker resumes. 0 when there is none. */
export async function ackedSeqOf({ ctx, input: { sessionId, jobId } }: AckedSeqOf): Promise<number> {
  requireSessionAccess(ctx, sessionId, 'sessions:read');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    await fetchSessionRow(tx, sessionId);
    const [row] = await tx
      .select({ seq: max(sessionEvents.sourceSeq) })
      .from(sessionEvents)
      .where(and(eq(sessionEvents.sessionId, sessionId), eq(sessionEvents.source, jobId)));
    return row?.seq ?? 0;
  });
}
