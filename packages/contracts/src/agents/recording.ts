import { z } from 'zod';

/** What is said before a call is recorded: nothing, that it is, or the question whether it may be. */
export const recordingConsentNeeds = ['none', 'announce', 'ask'] as const;
export const recordingConsentNeedSchema = z.enum(recordingConsentNeeds);
export type RecordingConsentNeed = z.infer<typeof recordingConsentNeedSchema>;

/** Whether calls are recorded. The words are the templates `recording_announcement` and `recording_question`. */
export const recordingSchema = z.object({
  /**
   * `strictest`: what the strictest law of the two telephones wants, be it nothing. `announce` and `ask`: that at the
   * least, and more where a law wants more.
   */
  mode: z
    .enum(['off', 'announce', 'ask', 'strictest'])
    .describe(
      'off: nothing is recorded. strictest: says or asks what the strictest law of both telephones wants. announce, ask: that at the least.',
    )
    .default('off'),
  /** In a browser there is no number to tell a law by. */
  without_number: z
    .enum(['announce', 'ask'])
    .describe('What is done in a browser, where no number tells which law holds.')
    .default('announce'),
  keep_days: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .describe('Days after which a recording is deleted.')
    .default(90),
});
export type RecordingSettings = z.infer<typeof recordingSchema>;
