import type { SessionEvent, SessionId } from '@parley/contracts';
import { sessionEvents, sessions, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { storableJson } from '../storable.ts';
import { nextEventSeq } from './next-event-seq.ts';

/** An event as it was written. `at` is ISO 8601 in UTC. */
export interface StoredEvent {
  seq: number;
  at: string;
  event: SessionEvent;
}

export interface NewEvent {
  event: SessionEvent;
  /** When it happened; now, when left out. */
  at?: Date;
  /** The worker's job and its own number for the event. */
  source?: { jobId: string; seq: number };
}

/** The row of a session as locked by `lockSession`: numbers are given out under that lock. */
export interface EventLog {
  id: SessionId;
  createdAt: Date;
  lastSeq: number;
}

/** Numbers and writes events, in the order given. */
export async function appendEvents(
  tx: TenantTx,
  ctx: ServiceContext,
  log: EventLog,
  events: NewEvent[],
): Promise<StoredEvent[]> {
  if (events.length === 0) return [];
  const now = ctx.now();
  let { lastSeq } = log;
  const rows = events.map(({ event, at = now, source }) => {
    const atLeast = nextEventSeq({ createdAt: log.createdAt, lastSeq }, now);
    lastSeq = ctx.issueSeq?.(log.id, atLeast) ?? atLeast;
    return {
      tenantId: ctx.actor.tenantId,
      sessionId: log.id,
      seq: lastSeq,
      type: event.type,
      at,
      event: storableJson(event),
      source: source?.jobId,
      sourceSeq: source?.seq,
      segmentId: event.type === 'transcript' ? event.segment_id : undefined,
      createdAt: now,
    };
  });
  await tx.insert(sessionEvents).values(rows);
  await tx.update(sessions).set({ lastSeq }).where(eq(sessions.id, log.id));
  return rows.map(({ seq, at, event }) => ({ seq, at: at.toISOString(), event }));
}
