import { z } from 'zod';
import { sipTrunkIdSchema } from '../ids.ts';
import { e164Schema } from './e164.ts';
import { numberRouting } from './numbers.ts';

export const availableNumberKinds = ['local', 'toll_free', 'mobile'] as const;

export const availableNumbersQuerySchema = z.object({
  /** Two letters (ISO 3166-1). */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'write the country as two capital letters, as in US')
    .default('US'),
  kind: z.enum(availableNumberKinds).default('local'),
  /** Of the United States and Canada. */
  area_code: z
    .string()
    .regex(/^\d{3}$/, 'an area code has three digits')
    .optional(),
  /** Digits that stand somewhere in the number; * is any one. */
  contains: z
    .string()
    .regex(/^[\d*]{2,16}$/, 'use 2 to 16 digits, with * for any one')
    .optional(),
  locality: z.string().trim().min(1).max(100).optional(),
  /** A state or province, as in CA. */
  region: z.string().trim().min(1).max(100).optional(),
  limit: z.coerce.number().int().min(1).max(30).default(20),
});
export type AvailableNumbersQuery = z.output<typeof availableNumbersQuerySchema>;

/** A number that can be bought. */
export const availableNumberSchema = z
  .object({
    number: z.string(),
    locality: z.string().nullable(),
    region: z.string().nullable(),
    country: z.string(),
    kind: z.enum(availableNumberKinds),
    /** The purchase needs an address that is registered at the carrier. */
    needs_address: z.boolean(),
  })
  .meta({ id: 'AvailableNumber' });
export type AvailableNumber = z.infer<typeof availableNumberSchema>;
export const listAvailableNumbersResponseSchema = z
  .object({ numbers: z.array(availableNumberSchema) })
  .meta({ id: 'AvailableNumberList' });

const sid = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `expected ${prefix} and 32 hex digits`);

/** Spends money at the carrier; one that the account has already is taken as it is. */
export const purchaseNumberBodySchema = z
  .object({
    number: e164Schema,
    /** One that was set up at the carrier. */
    trunk_id: sipTrunkIdSchema,
    ...numberRouting,
    /** Twilio’s ids of an address and of documents, where the law wants them. */
    address_sid: sid('AD').optional(),
    bundle_sid: sid('BU').optional(),
  })
  .meta({ id: 'PurchaseNumber' });
export type PurchaseNumberBody = z.input<typeof purchaseNumberBodySchema>;

export const setUpTwilioTrunkBodySchema = z
  .object({
    /** `stream`: audio by Twilio’s media streams, without SIP; `sip`: an Elastic SIP trunk. */
    connect: z.enum(['stream', 'sip']),
    name: z.string().trim().min(1).max(100).default('Twilio'),
  })
  .meta({ id: 'SetUpTwilioTrunk' });
export type SetUpTwilioTrunkBody = z.input<typeof setUpTwilioTrunkBodySchema>;

/** Of a deletion: whether it is to be given back, or taken down, at the carrier too. */
export const releaseQuerySchema = z.object({ release: z.enum(['true', 'false']).default('false') });
