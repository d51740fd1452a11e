import type { SessionEvent, SessionEventType, SessionId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { bigint, foreignKey, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { tenantPolicy } from './roles.ts';
import { sessions } from './sessions.ts';

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
    foreignKey({
      name: 'session_events_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    tenantPolicy('session_events', table.tenantId),
  ],
);
