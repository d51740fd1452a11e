import type { SessionId } from '@parley/contracts';
import { recordings, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError } from '../domain-error.ts';
import type { RecordingStore } from '../ports/recording-store.ts';
import { auditedRecording, keyOfRecording, lockRecording } from './recording-row.ts';

interface DeleteRecording {
  ctx: ServiceContext;
  store: RecordingStore;
  sessionId: SessionId;
}

/**
 * Deletes a session's recording for good; what is in the log of it stays.
 * @throws DomainError `NOT_FOUND`; `STORAGE_UNAVAILABLE`, and it is still there
 */
export async function deleteRecording({ ctx, store, sessionId }: DeleteRecording): Promise<void> {
  requireScope(ctx, 'recordings:write');
  await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const row = await lockRecording(tx, sessionId);
    await tx.delete(recordings).where(eq(recordings.id, row.id));
    await appendAudit(tx, ctx, {
      action: 'recording.delete',
      target: { type: 'recording', id: row.id },
      before: auditedRecording(row),
    });
    // Last: a recording without its row could never be found, a row without its audio is deleted another time.
    await store.remove(keyOfRecording(row)).catch((cause: unknown) => {
      const detail = 'The recording could not be removed from its storage. It is worth another try.';
      throw Object.assign(new DomainError('STORAGE_UNAVAILABLE', detail), { cause });
    });
  });
}
