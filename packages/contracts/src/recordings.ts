import { z } from 'zod';
import { recordingConsentNeedSchema } from './agents/recording.ts';
import { agentText } from './agents/text.ts';
import { recordingIdSchema } from './ids.ts';

/** By what a call may be recorded: no law asked for more, it was told to the caller, or the caller has said yes. */
export const recordingConsents = ['not_required', 'announced', 'agreed'] as const;
export const recordingConsentSchema = z.enum(recordingConsents);
export type RecordingConsent = z.infer<typeof recordingConsentSchema>;

/** A law, or the want of one, that decided what was said before the recording. */
export const recordingRuleSchema = z.object({
  /** The telephone that it is about. */
  of: z.enum(['caller', 'business', 'browser', 'agent']),
  /** `US-CA`, `DE`; null: no place could be told. */
  region: z.string().nullable(),
  needs: recordingConsentNeedSchema,
  source: z.string(),
});
export type RecordingRule = z.infer<typeof recordingRuleSchema>;

/** What proves the consent. */
export const recordingEvidenceSchema = z.object({
  rules: z.array(recordingRuleSchema).max(40),
  /** What the agent said, and when it had said it. */
  said: z
    .object({ text: agentText('text', 1000), language: z.string().max(35), at: z.iso.datetime() })
    .nullable(),
  /** What the caller answered, as it was recognised. */
  answer: z.object({ text: agentText('text', 1000), at: z.iso.datetime() }).nullable(),
});
export type RecordingEvidence = z.infer<typeof recordingEvidenceSchema>;

/** Stereo: the caller on the left, the agent on the right. */
export const recordingContentType = 'audio/ogg';

/** More than the longest call makes. */
export const maxRecordingBytes = 256 * 1024 * 1024;

const shape = {
  consent: recordingConsentSchema,
  evidence: recordingEvidenceSchema,
  /** Of the first sample. */
  started_at: z.iso.datetime(),
  length_ms: z.number().int().nonnegative(),
  bytes: z.number().int().positive().max(maxRecordingBytes),
  /** In hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits'),
};

/** `POST /worker/sessions/{id}/recording`: what is going to be sent to `…/recording/content`. */
export const announceRecordingBodySchema = z.object(shape).meta({ id: 'AnnounceRecording' });
export type AnnounceRecordingBody = z.input<typeof announceRecordingBodySchema>;

export const sessionRecordingSchema = z
  .object({
    recording_id: recordingIdSchema,
    state: z
      .enum(['expected', 'stored'])
      .describe('expected: its worker has not brought it yet; it is there to be had when it is stored.'),
    content_type: z.literal(recordingContentType),
    ...shape,
    stored_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'Recording' });
export type Recording = z.infer<typeof sessionRecordingSchema>;
