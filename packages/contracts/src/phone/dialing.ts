import { z } from 'zod';
import { openIntervalSchema } from '../agents/opening-hours.ts';
import { e164Schema } from './e164.ts';

/** Why a number is not dialled, in the order in which they are looked at: the first found is the decision's. */
export const blockReasons = [
  'invalid_number',
  'do_not_call_global',
  'do_not_call_tenant',
  'prefix_blocked',
  'destination_not_allowed',
  'consent_missing',
  'consent_not_written',
  'consent_expired',
  'consent_revoked',
  'zone_unknown',
  /** The law's hours where the telephone may be, its closed weekdays and holidays among them. */
  'legal_hours',
  /** The tenant's own calling window. */
  'calling_window',
  'attempts_per_day',
  'attempts_per_week',
  'spend_cap',
  'calls_per_second',
  'concurrency',
] as const;
export const blockReasonSchema = z.enum(blockReasons);
export type BlockReason = z.infer<typeof blockReasonSchema>;

export const callPurposeSchema = z.enum(['informational', 'marketing']);
export type CallPurpose = z.infer<typeof callPurposeSchema>;

export const consentLevelSchema = z.enum(['none', 'express', 'express_written']);
export type ConsentLevel = z.infer<typeof consentLevelSchema>;

const prefixSchema = z.string().regex(/^\+[1-9]\d{0,14}$/, 'Write the prefix with a plus, as in +1512.');
const centsAMinute = z.number().min(0).max(100_000);
export const callRateSchema = z
  .object({ prefix: prefixSchema, cents_per_minute: centsAMinute })
  .meta({ id: 'CallRate' });
export type CallRate = z.infer<typeof callRateSchema>;
const dayWindow = z.array(openIntervalSchema).max(10);
/** From 08:00 to 21:00, for each weekday that is not given. */
const day = dayWindow.default([{ opens: '08:00', closes: '21:00' }]);

/** What a tenant's calls out may be. As it stands without a word from the tenant, nothing but test numbers is dialled. */
export const dialPolicySchema = z
  .object({
    /** Two letters each (ISO 3166-1). A number is allowed by its country or by a prefix. */
    allowed_countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .max(300)
      .default([]),
    allowed_prefixes: z.array(prefixSchema).max(1000).default([]),
    /** Stronger than what is allowed. */
    blocked_prefixes: z.array(prefixSchema).max(1000).default([]),
    /**
     * The tenant's own telephones: dialled at any hour, anywhere, without consent. A do-not-call entry and the caps
     * on money and lines hold for them too.
     */
    test_numbers: z.array(e164Schema).max(100).default([]),
    /** On the clock of the called party, in every zone in which the telephone could be. */
    calling_window: z
      .object({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day })
      .prefault({}),
    /** The least consent for a call of each purpose; the law's, where it asks for more, goes before. */
    consent: z
      .object({
        informational: consentLevelSchema.default('express'),
        marketing: consentLevelSchema.default('express_written'),
      })
      .prefault({}),
    /** Within any 24 hours, and any 7 × 24 hours. */
    attempts_per_day: z.int().min(0).max(100).default(3),
    attempts_per_week: z.int().min(0).max(500).default(7),
    /** In cents, for a month on the tenant's clock; null: without. */
    spend_cap: z.int().min(0).max(1_000_000_000).nullable().default(null),
    /** What a minute costs, in cents: the longest prefix that fits counts. */
    rates: z.array(callRateSchema).max(1000).default([]),
    /** Where no prefix fits; null: as the operator has set it. */
    default_rate: centsAMinute.nullable().default(null),
    calls_per_second: z.int().min(0).max(1000).default(1),
    concurrency: z.int().min(0).max(10_000).default(5),
  })
  .meta({ id: 'DialPolicy' });
export type DialPolicy = z.infer<typeof dialPolicySchema>;

export type DialPolicyInput = z.input<typeof dialPolicySchema>;

/** What the decision was made from, kept with the call. */
export const dialEvidenceSchema = z
  .object({
    decided_at: z.iso.datetime(),
    purpose: callPurposeSchema,
    test_number: z.boolean(),
    /** `US-FL`, `CA-ON` or a country: where the number could be. */
    regions: z.array(z.string()),
    /** `local`: the clock there at that moment. */
    zones: z.array(z.object({ zone: z.string(), local: z.string() })),
    /** The hours' and consent's laws that were looked at. */
    statutes: z.array(z.string()),
    consent_required: consentLevelSchema,
    consent_found: z.boolean(),
    attempts_last_day: z.int(),
    attempts_last_week: z.int(),
    spend_reserved: z.int(),
    spend_of_this_call: z.int(),
    calls_in_last_second: z.int(),
    live_calls: z.int(),
  })
  .meta({ id: 'DialEvidence' });
export type DialEvidence = z.infer<typeof dialEvidenceSchema>;

export const dialDecisionSchema = z
  .object({
    allowed: z.boolean(),
    /** The first of `reasons`. */
    reason: blockReasonSchema.nullable(),
    reasons: z.array(blockReasonSchema),
    /** When time alone stands in the way: not before this. Everything is looked at anew then. */
    retry_at: z.iso.datetime().nullable(),
    evidence: dialEvidenceSchema,
  })
  .meta({ id: 'DialDecision' });
export type DialDecision = z.infer<typeof dialDecisionSchema>;
