import { z } from 'zod';
import { keywords, moneySchema, notes, shortText } from './fields.ts';

export const pricesSchema = z
  .strictObject({
    name: shortText.describe('What it is the price of'),
    price: moneySchema.optional(),
    up_to: moneySchema.optional().describe('The upper end, when it is a range'),
    from: z.boolean().optional().describe('The price is the lowest one'),
    unit: shortText.optional().describe('Per what, such as hour or month'),
    included: shortText.optional(),
    notes,
    keywords,
  })
  .refine(({ price, notes }) => price ?? notes, {
    path: ['price'],
    message: 'give a price, or say in the notes how it comes about',
  });
