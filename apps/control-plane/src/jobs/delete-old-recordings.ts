import { deleteExpiredRecordings } from '@parley/core';
import type { Dependencies } from '../dependencies.ts';

const hourMs = 3_600_000;

/** Every hour deletes the recordings that have been kept for as long as their agents say. */
export function deleteOldRecordings({
  database: { db },
  auditKey,
  recordings: store,
  clock,
  log,
}: Pick<Dependencies, 'database' | 'auditKey' | 'recordings' | 'clock' | 'log'>): void {
  const failed = (err: unknown): void =>
    log.warn({ err }, 'an old recording was not deleted; it is tried again in an hour');
  const run = async (): Promise<void> => {
    clock.after(hourMs, () => void run());
    const input = { db, auditKey, store, now: new Date(clock.now()), onFailed: failed };
    const deleted = await deleteExpiredRecordings(input).catch(failed);
    if (deleted) log.info({ deleted }, 'old recordings deleted');
  };
  void run();
}
