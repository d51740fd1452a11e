import { endReasonSchema, speakerSchema } from '@parley/contracts';
import { z } from 'zod';

const turnSchema = z.strictObject({
  speaker: speakerSchema,
  text: z.string(),
  /** Its end was not heard. */
  interrupted: z.boolean().optional(),
});
export type OriginalTurn = z.infer<typeof turnSchema>;

export const ticketFields = ['name', 'phone', 'property', 'reason'] as const;

/** What a call was that a scenario was made of: what a replay is compared with. */
export const originalCallSchema = z.strictObject({
  session_id: z.string().min(1),
  turns: z.array(turnSchema),
  /** Those that succeeded, in order. */
  tools: z.array(z.string()),
  ticket: z
    .strictObject({ name: z.string(), phone: z.string(), property: z.string(), reason: z.string() })
    .nullable(),
  end: endReasonSchema.nullable(),
});
export type OriginalCall = z.infer<typeof originalCallSchema>;
