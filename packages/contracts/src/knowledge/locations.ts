import { z } from 'zod';
import { keywords, longText, notes, shortText } from './fields.ts';

export const locationsSchema = z.strictObject({
  name: shortText.describe('What the place is called, such as Main office'),
  address: shortText,
  city: shortText.optional(),
  directions: longText.optional(),
  parking: longText.optional(),
  accessibility: longText.optional(),
  notes,
  keywords,
});
