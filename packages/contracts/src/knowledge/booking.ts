import { z } from 'zod';
import { keywords, longText, notes, shortText, urlSchema, words } from './fields.ts';

export const bookingSchema = z.strictObject({
  name: shortText.describe('What is booked, such as Table or First visit'),
  how: longText.describe('How one books'),
  notice: shortText.optional().describe('How long ahead'),
  changes: longText.optional().describe('Moving and cancelling'),
  needed: z.array(words(200)).max(20).optional().describe('What the caller has to tell'),
  link: urlSchema.optional(),
  notes,
  keywords,
});
