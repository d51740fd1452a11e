import {
  type AnnounceRecordingBody,
  announceRecordingBodySchema,
  newId,
  type Recording,
  type RecordingConsent,
  type RecordingEvidence,
  type SessionId,
} from '@parley/contracts';
import { calls, recordings, type TenantTx, withTenant } from '@parley/db';
import { eq } from 'drizzle-orm';
import { requireSessionAccess } from '../access.ts';
import type { ServiceContext } from '../context.ts';
import { DomainError, invalidField } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import { fetchFrozenConfig } from '../sessions/fetch-frozen-config.ts';
import { lockSession } from '../sessions/session-row.ts';
import { storableJson } from '../storable.ts';
import { recordingNeedOf, satisfies } from './recording-need.ts';
import { findRecordingRow, toRecording } from './recording-row.ts';

const dayMs = 86_400_000;

interface AnnounceRecording {
  ctx: ServiceContext;
  sessionId: SessionId;
  input: AnnounceRecordingBody;
}

/**
 * Notes what a worker is going to bring, and by which consent it was made; repeated with the same or another content
 * it is noted anew, until the audio is there.
 * @throws DomainError `VALIDATION_FAILED` also where the consent is less than the strictest rule wants, `CONFLICT`
 *   where the session is not recorded or has another recording
 */
export async function announceRecording({ ctx, sessionId, input }: AnnounceRecording): Promise<Recording> {
  requireSessionAccess(ctx, sessionId, 'recordings:write');
  const { consent, evidence, ...parsed } = storableJson(parseInput(announceRecordingBodySchema, input));
  const { tenantId } = ctx.actor;
  return withTenant(ctx.db, tenantId, async (tx) => {
    const session = await lockSession(tx, sessionId);
    const { settings, need } = await needOf(tx, session);
    if (!need) throw new DomainError('CONFLICT', 'This session’s agent records nothing.');
    requireEvidence(consent, evidence);
    if (!satisfies(consent, need)) {
      throw invalidField(
        'consent',
        `"${consent}" is not enough here: the strictest rule is "${need.needs}".`,
      );
    }
    const known = await findRecordingRow(tx, sessionId);
    if (known?.storedAt) {
      if (known.sha256 === parsed.sha256) return toRecording(known);
      throw new DomainError('CONFLICT', 'The session has a recording already.');
    }
    const startedAt = new Date(parsed.started_at);
    const values = {
      consent,
      evidence,
      startedAt,
      lengthMs: parsed.length_ms,
      bytes: parsed.bytes,
      sha256: parsed.sha256,
      expiresAt: new Date(ctx.now().getTime() + settings.keep_days * dayMs),
    };
    const id = newId('recording', ctx.now().getTime());
    const [row] = await tx
      .insert(recordings)
      .values({ id, tenantId, sessionId, createdAt: ctx.now(), ...values })
      .onConflictDoUpdate({ target: [recordings.tenantId, recordings.sessionId], set: values })
      .returning();
    if (!row) throw new Error('the recording was not written');
    return toRecording(row);
  });
}

function requireEvidence(consent: RecordingConsent, { said, answer }: RecordingEvidence): void {
  if (consent === 'agreed' && !answer)
    throw invalidField('evidence.answer', 'Say what the caller has answered.');
  if (consent !== 'not_required' && !said)
    throw invalidField('evidence.said', 'Say what the caller was told.');
}

async function needOf(tx: TenantTx, session: Awaited<ReturnType<typeof lockSession>>) {
  const { recording: settings } = await fetchFrozenConfig(tx, session);
  const [call] = await tx.select().from(calls).where(eq(calls.sessionId, session.id));
  return { settings, need: recordingNeedOf({ settings, channel: session.channel, call }) };
}
