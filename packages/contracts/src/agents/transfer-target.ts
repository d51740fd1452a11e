import { z } from 'zod';
import { agentKey, agentText, requiredText } from './text.ts';

/** Somebody whom a call can be passed to. */
export const transferTargetSchema = z.object({
  key: agentKey,
  label: requiredText('label', 60),
  /** E.164, or the address of a SIP user. */
  number: z
    .string()
    .regex(
      /^(\+[1-9]\d{6,14}|sips?:[\w.+%-]{1,64}@[A-Za-z0-9.-]{1,253}(:\d{1,5})?)$/,
      'Write the number with + and country code, like +12025550123, or as sip:user@host.',
    ),
  /** When callers are passed to it, in plain words. */
  when: agentText('when', 300).default(''),
  /** Only during opening hours, or at any time. */
  available: z.enum(['opening_hours', 'always']).default('opening_hours'),
});
export type TransferTarget = z.infer<typeof transferTargetSchema>;
