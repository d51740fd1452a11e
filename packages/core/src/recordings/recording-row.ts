import { type Recording, type RecordingId, recordingContentType, type SessionId } from '@parley/contracts';
import { recordings, type TenantTx } from '@parley/db';
import { eq } from 'drizzle-orm';
import { notFound } from '../domain-error.ts';

export type RecordingRow = typeof recordings.$inferSelect;

export const toRecording = (row: RecordingRow): Recording => ({
  recording_id: row.id,
  state: row.storedAt ? 'stored' : 'expected',
  content_type: recordingContentType,
  consent: row.consent,
  evidence: row.evidence,
  started_at: row.startedAt.toISOString(),
  length_ms: row.lengthMs,
  bytes: row.bytes,
  sha256: row.sha256,
  stored_at: row.storedAt?.toISOString() ?? null,
  expires_at: row.expiresAt.toISOString(),
});

/** Without the caller's words, which the log is not to keep when the recording is gone. */
export const auditedRecording = ({ evidence, ...row }: RecordingRow) => {
  const { recording_id, evidence: _, ...fields } = toRecording({ ...row, evidence });
  return { ...fields, session_id: row.sessionId };
};

export async function findRecordingRow(
  tx: TenantTx,
  sessionId: SessionId,
): Promise<RecordingRow | undefined> {
  const [row] = await tx.select().from(recordings).where(eq(recordings.sessionId, sessionId));
  return row;
}

/** @throws DomainError `NOT_FOUND` */
export async function lockRecording(tx: TenantTx, sessionId: SessionId): Promise<RecordingRow> {
  const [row] = await tx.select().from(recordings).where(eq(recordings.sessionId, sessionId)).for('update');
  if (!row) throw notFound('recording');
  return row;
}

/** The name of the audio in the storage. */
export const keyOfRecording = ({ tenantId, id }: { tenantId: string; id: RecordingId }): string =>
  `${tenantId}/${id}.ogg`;
