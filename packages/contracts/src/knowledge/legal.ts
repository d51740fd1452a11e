import { z } from 'zod';
import { keywords, longText, notes, shortText } from './fields.ts';

export const legalSchema = z.strictObject({
  name: shortText.describe('What it is about, such as Licence, Privacy or Insurance'),
  statement: longText,
  number: shortText.optional().describe('Of the licence, registration or policy'),
  authority: shortText.optional(),
  notes,
  keywords,
});
