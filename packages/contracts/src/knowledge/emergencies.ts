import { z } from 'zod';
import { keywords, longText, notes, phoneSchema, shortText, words } from './fields.ts';

export const emergenciesSchema = z.strictObject({
  name: shortText,
  signs: z.array(words(200)).max(30).optional().describe('How callers describe it'),
  instructions: longText.describe('What the caller is to do first'),
  phone: phoneSchema.optional(),
  availability: shortText.optional(),
  notes,
  keywords,
});
