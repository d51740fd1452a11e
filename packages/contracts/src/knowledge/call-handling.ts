import { z } from 'zod';
import { keywords, longText, notes, phoneSchema, shortText, words } from './fields.ts';

export const callHandlingSchema = z.strictObject({
  situation: shortText.describe('When a caller …'),
  action: z.enum(['answer', 'take_message', 'transfer', 'call_back', 'decline']),
  instructions: longText.describe('What the agent tells the caller and does'),
  transfer_to: phoneSchema.optional(),
  examples: z.array(words(200)).max(20).optional().describe('How callers say it'),
  notes,
  keywords,
});
