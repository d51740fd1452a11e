import { z } from 'zod';
import { agentKey, agentText, requiredText } from './text.ts';

/** `cold`: the carrier is asked to connect the caller; `warm`: the person is rung, told what it is about, and joined. */
export const transferModeSchema = z.enum(['cold', 'warm']);
export type TransferMode = z.infer<typeof transferModeSchema>;

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
  mode: transferModeSchema.default('warm'),
  /**
   * How a person takes a warm transfer: `key`: presses 1, or says yes, which no answering machine does; `stay`: by
   * staying on the line.
   */
  accept: z.enum(['key', 'stay']).default('key'),
  /** How long the telephone rings. */
  ring_s: z.int().min(5).max(60).default(25),
});
export type TransferTarget = z.infer<typeof transferTargetSchema>;
