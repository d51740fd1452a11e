import { z } from 'zod';
import { keywords, longText, notes, shortText, words } from './fields.ts';

export const paymentsSchema = z.strictObject({
  name: shortText.describe('What is paid, such as Rent or Bills'),
  methods: z.array(words(120)).min(1).max(30),
  not_accepted: z.array(words(120)).max(30).optional(),
  due: shortText.optional().describe('When it has to be paid'),
  late: longText.optional().describe('What happens when it is late'),
  installments: longText.optional(),
  notes,
  keywords,
});
