import { z } from 'zod';
import { dateSchema, keywords, longText, notes, shortText } from './fields.ts';

export const promotionsSchema = z
  .strictObject({
    name: shortText,
    description: longText,
    starts_on: dateSchema.optional(),
    ends_on: dateSchema.optional().describe('The last day'),
    conditions: longText.optional(),
    code: shortText.optional(),
    notes,
    keywords,
  })
  .refine(({ starts_on, ends_on }) => !starts_on || !ends_on || starts_on <= ends_on, {
    path: ['ends_on'],
    message: 'must not be before starts_on',
  });
