import { z } from 'zod';
import { agentText, requiredText } from './text.ts';

/** What a machine that takes messages gets: nothing, or this, after its tone. */
export const whenVoicemailSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('hang_up') }),
  z.object({ do: z.literal('leave_message'), message: requiredText('message', 500) }),
]);
export type WhenVoicemail = z.infer<typeof whenVoicemailSchema>;

/** How an agent calls people. Texts may hold variables. */
export const callsOutSchema = z.object({
  voicemail: whenVoicemailSchema.default({ do: 'hang_up' }),
  /** Why it calls, in half a sentence ("the repair of your sink"): told to who, or what, asks before it lets a call through. */
  reason: agentText('reason', 200).default(''),
  /** Says after the greeting that the key 9 ends all calls. The key works in every call out, said or not. */
  announce_opt_out: z.boolean().default(false),
});
export type CallsOut = z.infer<typeof callsOutSchema>;
