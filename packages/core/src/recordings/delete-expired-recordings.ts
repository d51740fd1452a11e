import { type Database, recordings, withSystem, withTenant } from '@parley/db';
import { inArray, lt } from 'drizzle-orm';
import type { RecordingStore } from '../ports/recording-store.ts';
import { deleteRecording } from './delete-recording.ts';

const mostAtOnce = 500;

interface DeleteExpired {
  db: Database;
  auditKey: Uint8Array;
  store: RecordingStore;
  now: Date;
  /** Of one that could not be deleted; it is tried again the next time. */
  onFailed: (error: unknown) => void;
}

/**
 * Deletes what has been kept for as long as its agent said, each tenant's as that tenant, with an entry in its log.
 * @returns how many are gone
 */
export async function deleteExpiredRecordings(input: DeleteExpired): Promise<number> {
  const { db, auditKey, store, now, onFailed } = input;
  const expired = await withSystem(db, (tx) =>
    tx
      .select({ id: recordings.id, tenantId: recordings.tenantId })
      .from(recordings)
      .where(lt(recordings.expiresAt, now))
      .limit(mostAtOnce),
  );
  let deleted = 0;
  for (const tenantId of new Set(expired.map((row) => row.tenantId))) {
    const ids = expired.filter((row) => row.tenantId === tenantId).map(({ id }) => id);
    const rows = await withTenant(db, tenantId, (tx) =>
      tx.select({ sessionId: recordings.sessionId }).from(recordings).where(inArray(recordings.id, ids)),
    );
    for (const { sessionId } of rows) {
      const ctx = { db, auditKey, now: () => now, actor: { type: 'system' as const, tenantId } };
      await deleteRecording({ ctx, store, sessionId }).then(() => {
        deleted += 1;
      }, onFailed);
    }
  }
  return deleted;
}
