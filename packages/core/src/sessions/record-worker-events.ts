import { isDurable, isFinalSessionState, type SessionId, type WorkerEvent } from '@parley/contracts';
import { sessionEvents, type TenantTx, withTenant } from '@parley/db';
import { and, eq, inArray, or } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import { addToOutbox, type OutboxEntry } from '../add-to-outbox.ts';
import { queueForLateWords } from '../analyses/queue-for-late-words.ts';
import type { ServiceContext } from '../context.ts';
import { appendEvents, type StoredEvent } from './append-events.ts';
import { lockSession } from './session-row.ts';

/** How long after its end a session still takes what the worker had not yet sent. */
const lateEventsMs = 60_000;

/** An event with the worker's own number, as `workerMessageSchema` gives it. */
export interface NumberedWorkerEvent {
  seq: number;
  at: string;
  event: WorkerEvent;
}

interface RecordWorkerEvents {
  ctx: ServiceContext;
  input: { sessionId: SessionId; jobId: string; events: NumberedWorkerEvent[] };
}

/**
 * Writes a batch in one transaction: each event once, however often it comes, and each segment's final once.
 * Interim transcripts are not written. `ackedSeq` covers the whole batch, so that nothing of it is sent again.
 * @returns what was written now, for the viewers.
 * @throws DomainError `NOT_FOUND`
 */
export async function recordWorkerEvents({
  ctx,
  input: { sessionId, jobId, events },
}: RecordWorkerEvents): Promise<{ stored: StoredEvent[]; ackedSeq: number }> {
  requireSessionAccess(ctx, sessionId, 'sessions:write');
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = await lockSession(tx, sessionId);
    const over = isFinalSessionState(session.state);
    const tooLate = over && ctx.now().getTime() - (session.endedAt?.getTime() ?? 0) > lateEventsMs;
    const durable = tooLate ? [] : events.filter(({ event }) => isDurable(event));
    const fresh = await withoutDuplicates(tx, sessionId, jobId, durable);
    const stored = await appendEvents(
      tx,
      ctx,
      session,
      fresh.map(({ seq, at, event }) => ({ event, at: new Date(at), source: { jobId, seq } })),
    );
    const said = stored.flatMap(finalTranscriptOf(sessionId));
    await addToOutbox(tx, ctx, said);
    if (over && said.length > 0) await queueForLateWords(tx, ctx, sessionId);
    return { stored, ackedSeq: Math.max(0, ...events.map(({ seq }) => seq)) };
  });
}

const segmentOf = (event: WorkerEvent) => (event.type === 'transcript' ? event.segment_id : undefined);

/** Under the session's lock nobody else writes, so what is not there now will not be there at the insert. */
async function withoutDuplicates(
  tx: TenantTx,
  sessionId: SessionId,
  jobId: string,
  events: NumberedWorkerEvent[],
): Promise<NumberedWorkerEvent[]> {
  if (events.length === 0) return [];
  const segments = events.flatMap(({ event }) => segmentOf(event) ?? []);
  const { source, sourceSeq, segmentId } = sessionEvents;
  const known = await tx
    .select({ source, sourceSeq, segmentId })
    .from(sessionEvents)
    .where(
      and(
        eq(sessionEvents.sessionId, sessionId),
        or(
          and(
            eq(source, jobId),
            inArray(
              sourceSeq,
              events.map(({ seq }) => seq),
            ),
          ),
          inArray(segmentId, segments),
        ),
      ),
    );
  const seenSeqs = new Set(known.filter((row) => row.source === jobId).map((row) => row.sourceSeq));
  const seenSegments = new Set(known.map((row) => row.segmentId));
  return events.filter(({ seq, event }) => {
    const segment = segmentOf(event);
    if (seenSeqs.has(seq) || (segment !== undefined && seenSegments.has(segment))) return false;
    seenSeqs.add(seq);
    if (segment !== undefined) seenSegments.add(segment);
    return true;
  });
}

const finalTranscriptOf =
  (sessionId: SessionId) =>
  ({ seq, event }: StoredEvent): OutboxEntry[] => {
    if (event.type !== 'transcript') return [];
    const payload = { session_id: sessionId, seq, segment_id: event.segment_id, speaker: event.speaker };
    return [{ event: 'transcript.final', payload }];
  };
