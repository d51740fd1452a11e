import type { SessionEvent, SessionEventType, SessionId } from '@parley/contracts';
import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  customType,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { sessions } from './sessions.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Everything durable that happened in a session, in the order of `seq`. */
export const sessionEvents = pgTable(
  'session_events',
  {
    tenantId: tenantId(),
    sessionId: text('session_id').$type<SessionId>().notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    type: text('type').$type<SessionEventType>().notNull(),
    /** When it happened, by the clock of whoever reported it. */
    at: instant('at').notNull(),
    event: jsonb('event').$type<SessionEvent>().notNull(),
    /** The worker's job and its own count, for events that a worker reported. */
    source: text('source'),
    sourceSeq: bigint('source_seq', { mode: 'number' }),
    /** Of a transcript: its segment, which is final once. */
    segmentId: text('segment_id'),
    /** Of a transcript: its words, for the search; see docs/adr/0006-transcript-search.md. */
    words: tsvector('words').generatedAlwaysAs(
      (): SQL =>
        sql`case when ${sessionEvents.segmentId} is not null then to_tsvector('english', ${sessionEvents.event} ->> 'text') end`,
    ),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.sessionId, table.seq] }),
    uniqueIndex('session_events_source_key')
      .on(table.tenantId, table.sessionId, table.source, table.sourceSeq)
      .where(sql`source is not null`),
    uniqueIndex('session_events_segment_key')
      .on(table.tenantId, table.sessionId, table.segmentId)
      .where(sql`segment_id is not null`),
    index('session_events_transcript_idx')
      .on(table.tenantId, table.sessionId, table.seq)
      .where(sql`segment_id is not null`),
    foreignKey({
      name: 'session_events_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    tenantPolicy('session_events', table.tenantId),
  ],
);
