import { z } from 'zod';
import { dateSchema, daySchema, hoursSchema, keywords, notes, shortText } from './fields.ts';

export const openingHoursSchema = z.strictObject({
  title: shortText.describe('What is open, such as Office or Kitchen'),
  regular: z
    .array(z.strictObject({ days: z.array(daySchema).min(1).max(7), hours: z.array(hoursSchema).max(4) }))
    .min(1)
    .max(14)
    .describe('No hours on a day: closed'),
  exceptions: z
    .array(
      z.strictObject({ date: dateSchema, name: shortText.optional(), hours: z.array(hoursSchema).max(4) }),
    )
    .max(100)
    .optional()
    .describe('Holidays and other single days'),
  notes,
  keywords,
});
