import { z } from 'zod';
import { keywords, longText, notes, shortText, urlSchema, words } from './fields.ts';

export const businessProfileSchema = z.strictObject({
  name: shortText,
  description: longText.describe('What the business does, for whom'),
  industry: shortText.optional(),
  founded: z.number().int().min(1000).max(9999).optional().describe('The year'),
  languages: z.array(words(60)).max(40).optional().describe('Languages spoken with customers'),
  website: urlSchema.optional(),
  notes,
  keywords,
});
