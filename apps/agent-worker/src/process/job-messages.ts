import { z } from 'zod';

/** What a job's process tells the worker's own beside what the SDK does, which passes over cases it does not know. */
export const jobMessageSchema = z.discriminatedUnion('case', [
  /** The call that it holds. */
  z.object({ case: z.literal('parleyCall'), value: z.object({ sessionId: z.string(), token: z.string() }) }),
  /** Its event loop turns. */
  z.object({ case: z.literal('parleyAlive') }),
]);
export type JobMessage = z.infer<typeof jobMessageSchema>;
export type JobCall = Extract<JobMessage, { case: 'parleyCall' }>['value'];
