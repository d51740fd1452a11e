import type { RecordingConsent, RecordingEvidence, RecordingId, SessionId } from '@parley/contracts';
import { sql } from 'drizzle-orm';
import { bigint, check, foreignKey, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { createdAt, instant, tenantId } from './columns.ts';
import { readPolicy, systemRole, tenantPolicy } from './roles.ts';
import { sessions } from './sessions.ts';

/** The recording of a session, with what allows it. The audio itself is in the recordings' storage. */
export const recordings = pgTable(
  'recordings',
  {
    id: text('id').$type<RecordingId>().primaryKey(),
    tenantId: tenantId(),
    sessionId: text('session_id').$type<SessionId>().notNull(),
    consent: text('consent').$type<RecordingConsent>().notNull(),
    evidence: jsonb('evidence').$type<RecordingEvidence>().notNull(),
    startedAt: instant('started_at').notNull(),
    lengthMs: bigint('length_ms', { mode: 'number' }).notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    sha256: text('sha256').notNull(),
    /** Null while the worker has not brought the audio. */
    storedAt: instant('stored_at'),
    expiresAt: instant('expires_at').notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex('recordings_session_key').on(table.tenantId, table.sessionId),
    index('recordings_expires_idx').on(table.expiresAt),
    check('recordings_consent_check', sql`${table.consent} in ('not_required', 'announced', 'agreed')`),
    foreignKey({
      name: 'recordings_session_fk',
      columns: [table.tenantId, table.sessionId],
      foreignColumns: [sessions.tenantId, sessions.id],
    }).onDelete('cascade'),
    tenantPolicy('recordings', table.tenantId),
    readPolicy('recordings_system', systemRole),
  ],
);
