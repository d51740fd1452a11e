import type { SessionId, TicketEvidence } from '@parley/contracts';
import { sessionEvents, type TenantTx } from '@parley/db';
import { and, asc, eq, isNotNull } from 'drizzle-orm';

/** The final transcript of a session's caller, in the order in which it was said. */
export async function callerSegments(tx: TenantTx, sessionId: SessionId): Promise<TicketEvidence[]> {
  const rows = await tx
    .select({ event: sessionEvents.event })
    .from(sessionEvents)
    .where(and(eq(sessionEvents.sessionId, sessionId), isNotNull(sessionEvents.segmentId)))
    .orderBy(asc(sessionEvents.seq));
  return rows
    .flatMap(({ event }) =>
      event.type === 'transcript' && event.speaker === 'caller'
        ? [{ segment_id: event.segment_id, text: event.text, started_at: event.started_at }]
        : [],
    )
    .sort((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
}
