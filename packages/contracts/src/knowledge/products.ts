import { z } from 'zod';
import { keywords, longText, moneySchema, notes, shortText } from './fields.ts';

export const productsSchema = z.strictObject({
  name: shortText,
  description: longText,
  price: moneySchema.optional(),
  availability: shortText.optional(),
  notes,
  keywords,
});
