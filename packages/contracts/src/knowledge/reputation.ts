import { z } from 'zod';
import { keywords, longText, notes, shortText } from './fields.ts';

export const reputationSchema = z.strictObject({
  name: shortText.describe('An award, a rating, a review, an experience'),
  statement: longText,
  source: shortText.optional().describe('Who says so'),
  year: z.number().int().min(1000).max(9999).optional(),
  notes,
  keywords,
});
