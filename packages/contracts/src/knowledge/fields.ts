import { z } from 'zod';
import { notBlank } from '../text-patterns.ts';

/** Words for people: what they are about is said when they are missing. */
export const words = (max: number, what = 'this') =>
  z
    .string(`${what} is required, as text`)
    .trim()
    .min(1, `${what} must not be empty`)
    .max(max, `${what} must be at most ${max} characters`)
    .meta(notBlank);

export const shortText = words(200);
export const longText = words(4000);
/** What a caller may hear besides. */
export const notes = longText.optional().describe('Anything else that a caller may be told');

/** Other words that callers use for the same thing. */
export const keywords = z.array(words(60)).max(60).optional().describe('Other words that callers use for it');

export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const daySchema = z.enum(days);
export type Day = (typeof days)[number];

export const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as HH:MM, from 00:00 to 23:59')
  .describe('HH:MM, local time');
export const dateSchema = z.iso.date('write the date as YYYY-MM-DD');

/** `to` earlier than `from` means past midnight. */
export const hoursSchema = z.strictObject({ from: timeSchema, to: timeSchema });
export type Hours = z.infer<typeof hoursSchema>;

export const moneySchema = z.strictObject(
  {
    amount: z.number().min(0).max(1_000_000_000),
    currency: z.string().regex(/^[A-Z]{3}$/, 'use the three letters of ISO 4217, such as USD'),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type'
        ? 'give the amount and its currency: 12.50 USD in CSV, {"amount": 12.5, "currency": "USD"} in JSON'
        : undefined,
  },
);
export type Money = z.infer<typeof moneySchema>;

export const phoneSchema = words(40, 'the phone number');
export const emailSchema = z.email('write an e-mail address, such as office@example.com').max(200);
export const urlSchema = z
  .url({ protocol: /^https?$/, error: 'write a web address that begins with https://' })
  .max(500);
