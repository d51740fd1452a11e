import { z } from 'zod';
import { recordingConsentSchema } from './recordings.ts';
import { speakerSchema } from './sessions.ts';

/** One thing that was said or done in a call, as far as it is known. */
const pastSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('said'),
    speaker: speakerSchema,
    text: z.string(),
    interrupted: z.boolean(),
  }),
  /** `started`: whether it was done is not known. */
  z.object({
    type: z.literal('tool'),
    call_id: z.string(),
    name: z.string(),
    status: z.enum(['started', 'succeeded', 'failed']),
    arguments: z.record(z.string(), z.unknown()),
    result: z.string(),
  }),
]);
export type Past = z.infer<typeof pastSchema>;

/** Where a call stands whose job was lost: all that the job which goes on with it has to know. */
export const soFarSchema = z.object({
  /** In the order in which it came. */
  past: z.array(pastSchema),
  /** The agent has begun to speak, be it that nothing is known of its words. */
  agent_spoke: z.boolean(),
  /** Who spoke words of which nothing is known when the job was lost; the last one, if both did. */
  cut: speakerSchema.nullable(),
  /** What the agent spoke last; null before it has said anything. */
  language: z.string().nullable(),
  /** What has become of the recording: by which consent one was made, or that none is to be; null: not asked yet. */
  recording: z.union([recordingConsentSchema, z.literal('none')]).nullable(),
});
export type SoFar = z.infer<typeof soFarSchema>;
