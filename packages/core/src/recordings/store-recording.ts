import type { Recording, SessionId } from '@parley/contracts';
import { recordings, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, notFound } from '../domain-error.ts';
import type { RecordingStore } from '../ports/recording-store.ts';
import { appendEvents, type StoredEvent } from '../sessions/append-events.ts';
import { lockSession } from '../sessions/session-row.ts';
import {
  auditedRecording,
  findRecordingRow,
  keyOfRecording,
  lockRecording,
  toRecording,
} from './recording-row.ts';

interface StoreRecording {
  ctx: ServiceContext;
  store: RecordingStore;
  sessionId: SessionId;
  content: AsyncIterable<Uint8Array>;
  /** Runs what comes when the audio is there, where the session's events are numbered and shown. */
  commit(write: (ctx: ServiceContext) => Promise<Stored>): Promise<Stored>;
}

interface Stored {
  recording: Recording;
  events: StoredEvent[];
}

/**
 * Takes the audio that was announced; brought again it is the same.
 * @throws DomainError `NOT_FOUND` where none was announced, `RECORDING_MISMATCH` when it is another,
 *   `STORAGE_UNAVAILABLE`
 */
export async function storeRecording({
  ctx,
  store,
  sessionId,
  content,
  commit,
}: StoreRecording): Promise<Recording> {
  requireSessionAccess(ctx, sessionId, 'recordings:write');
  const { tenantId } = ctx.actor;
  const expected = await withTenant(ctx.db, tenantId, (tx) => findRecordingRow(tx, sessionId));
  if (!expected) throw notFound('announced recording');
  if (expected.storedAt) return toRecording(expected);
  const key = keyOfRecording(expected);
  const kept = await store.put(key, content, expected).catch((cause: unknown) => {
    const detail = 'The recording could not be stored. It is worth another try.';
    throw Object.assign(new DomainError('STORAGE_UNAVAILABLE', detail), { cause });
  });
  if (!kept) {
    throw new DomainError(
      'RECORDING_MISMATCH',
      'Length or checksum is not what was announced. Nothing was kept; send it again.',
    );
  }
  const { recording } = await commit((as) => noteStored(as, sessionId));
  return recording;
}

function noteStored(ctx: ServiceContext, sessionId: SessionId): Promise<Stored> {
  return withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const session = await lockSession(tx, sessionId);
    await lockRecording(tx, sessionId);
    const [row] = await tx
      .update(recordings)
      .set({ storedAt: ctx.now() })
      .where(eq(recordings.sessionId, sessionId))
      .returning();
    if (!row) throw notFound('recording');
    const events = await appendEvents(tx, ctx, session, [
      { event: { type: 'recording', state: 'stored', consent: row.consent } },
    ]);
    await appendAudit(tx, ctx, {
      action: 'recording.create',
      target: { type: 'recording', id: row.id },
      after: auditedRecording(row),
    });
    return { recording: toRecording(row), events };
  });
}
