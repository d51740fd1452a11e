import type { Readable } from 'node:stream';
import type { Recording, SessionId } from '@parley/contracts';
import { withTenant } from '@parley/db';
import { requireScope } from '../access.ts';
import { appendAudit } from '../audit/append-audit.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, notFound } from '../domain-error.ts';
import type { RecordingStore } from '../ports/recording-store.ts';
import { byteRangeOf } from './byte-range.ts';
import { keyOfRecording, lockRecording, toRecording } from './recording-row.ts';

interface ExportRecording {
  ctx: ServiceContext;
  store: RecordingStore;
  sessionId: SessionId;
  input: {
    /** The header, as it was sent. */
    range?: string | undefined;
  };
}

/** Audio of a recording. `range` is what of it was asked for, both ends inclusive; undefined: all. */
export interface RecordingExport {
  recording: Recording;
  range: { start: number; end: number } | undefined;
  content: Readable;
}

/**
 * A session's recording, or a part of it. That it was taken out is in the audit log before its first byte leaves.
 * @throws DomainError `NOT_FOUND`, `RANGE_NOT_SATISFIABLE`, `STORAGE_UNAVAILABLE`
 */
export async function exportRecording({
  ctx,
  store,
  sessionId,
  input,
}: ExportRecording): Promise<RecordingExport> {
  requireScope(ctx, 'recordings:read');
  const { row, range } = await withTenant(ctx.db, ctx.actor.tenantId, async (tx) => {
    const found = await lockRecording(tx, sessionId);
    if (!found.storedAt) throw notFound('recording yet');
    const asked = byteRangeOf(input.range, found.bytes);
    await appendAudit(tx, ctx, {
      action: 'recording.export',
      target: { type: 'recording', id: found.id },
      after: { session_id: sessionId, ...(asked && { bytes: `${asked.start}-${asked.end}` }) },
    });
    return { row: found, range: asked };
  });
  const all = { start: 0, end: row.bytes - 1 };
  const content = await store.read(keyOfRecording(row), range ?? all).catch((cause: unknown) => {
    const detail = 'The recording cannot be read from its storage. The operator’s log says why.';
    throw Object.assign(new DomainError('STORAGE_UNAVAILABLE', detail), { cause });
  });
  return { recording: toRecording(row), range, content };
}
