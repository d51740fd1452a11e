import { z } from 'zod';
import { keywords, longText, notes, shortText, words } from './fields.ts';

export const staffSchema = z.strictObject({
  name: shortText,
  role: shortText,
  about: longText.optional(),
  languages: z.array(words(60)).max(20).optional(),
  availability: shortText.optional(),
  notes,
  keywords,
});
