import { z } from 'zod';
import { keywords, longText, notes, shortText } from './fields.ts';

export const policiesSchema = z.strictObject({
  name: shortText,
  rule: longText,
  exceptions: longText.optional(),
  notes,
  keywords,
});
