import { z } from 'zod';

/** How long a call and its silences may be. */
export const agentLimitsSchema = z.object({
  max_duration_s: z.number().int().min(30).max(7200).default(1800),
  /** Seconds of silence before each step of the idle ladder: the agent asks whether the caller is there. */
  idle_s: z.number().min(3).max(120).default(12),
  /** How often it asks before it says goodbye. */
  idle_questions: z.number().int().min(0).max(5).default(2),
  caller_join_s: z.number().int().min(5).max(600).default(120),
});
