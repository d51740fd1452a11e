import { z } from 'zod';
import { dialIdSchema } from '../ids.ts';
import { blockReasonSchema, callPurposeSchema, dialDecisionSchema } from './dialing.ts';

export const dialKinds = ['call', 'transfer'] as const;
export type DialKind = (typeof dialKinds)[number];

/** An answer of the gate: whether a number could be dialled at that moment, why, and what it was to cost. */
export const dialSchema = z
  .object({
    dial_id: dialIdSchema,
    /** `transfer`: somebody is brought into a conversation. */
    kind: z.enum(dialKinds),
    to: z.string(),
    purpose: callPurposeSchema,
    decision: dialDecisionSchema,
    cents_per_minute: z.number(),
    /** Held of the spend cap, for the longest that it may last. */
    reserved_cents: z.int(),
    /** Null until it is over. */
    cost_cents: z.int().nullable(),
  })
  .meta({ id: 'Dial' });
export type DialRecord = z.infer<typeof dialSchema>;
export const listDialsResponseSchema = z.object({ dials: z.array(dialSchema) }).meta({ id: 'DialList' });

/** Whether the tenant may ring a number at all, apart from hours and consent: for transfers. */
export const destinationSchema = z
  .object({ number: z.string(), allowed: z.boolean(), reason: blockReasonSchema.nullable() })
  .meta({ id: 'Destination' });
export type Destination = z.infer<typeof destinationSchema>;
