import { z } from 'zod';
import { keywords, longText, moneySchema, notes, shortText, words } from './fields.ts';

export const serviceAreaSchema = z.strictObject({
  name: shortText.describe('What the area is of, such as Delivery'),
  places: z.array(words(120)).min(1).max(200),
  excluded: z.array(words(120)).max(200).optional(),
  radius: shortText.optional().describe('How far from where, such as ten miles from the office'),
  travel_fee: moneySchema.optional(),
  conditions: longText.optional(),
  notes,
  keywords,
});
