import { z } from 'zod';
import { keywords, longText, shortText, words } from './fields.ts';

export const faqsSchema = z.strictObject({
  question: shortText,
  answer: longText,
  also_asked: z.array(words(300)).max(20).optional().describe('The same question in other words'),
  keywords,
});
