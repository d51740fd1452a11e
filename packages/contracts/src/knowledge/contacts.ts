import { z } from 'zod';
import { emailSchema, keywords, notes, phoneSchema, shortText } from './fields.ts';

export const contactsSchema = z
  .strictObject({
    name: shortText.describe('Whom one reaches, such as Billing'),
    purpose: shortText.optional().describe('What it is for'),
    phone: phoneSchema.optional(),
    email: emailSchema.optional(),
    hours: shortText.optional().describe('When somebody is there'),
    notes,
    keywords,
  })
  .refine(({ phone, email, notes }) => phone ?? email ?? notes, {
    path: ['phone'],
    message: 'give a phone number, an e-mail address or a note',
  });
