import { z } from 'zod';
import { keywords, longText, notes, shortText } from './fields.ts';

export const servicesSchema = z.strictObject({
  name: shortText,
  description: longText,
  duration_minutes: z.number().int().min(1).max(100_000).optional(),
  for_whom: shortText.optional(),
  preparation: longText.optional().describe('What the customer does or brings'),
  notes,
  keywords,
});
