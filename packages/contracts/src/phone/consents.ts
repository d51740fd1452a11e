import { z } from 'zod';
import { agentText } from '../agents/text.ts';
import { idCursorSchema } from '../cursors.ts';
import { consentIdSchema } from '../ids.ts';
import { callPurposeSchema, consentLevelSchema } from './dialing.ts';
import { e164Schema } from './e164.ts';

export const givenConsentLevelSchema = consentLevelSchema.exclude(['none']);
export type GivenConsentLevel = z.infer<typeof givenConsentLevelSchema>;

export const consentSchema = z
  .object({
    consent_id: consentIdSchema,
    number: z.string(),
    purpose: callPurposeSchema,
    level: givenConsentLevelSchema,
    given_at: z.iso.datetime(),
    /** Null: until it is revoked. */
    expires_at: z.iso.datetime().nullable(),
    revoked_at: z.iso.datetime().nullable(),
    /** Where it was given: a form, a contract, a call. */
    source: z.string(),
    /** What proves it: the words that were agreed to, an address, a document's name. */
    evidence: z.string(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Consent' });
export type ConsentRecord = z.infer<typeof consentSchema>;

export const addConsentBodySchema = z
  .object({
    number: e164Schema,
    purpose: callPurposeSchema,
    level: givenConsentLevelSchema,
    given_at: z.iso.datetime({ offset: true }),
    expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
    source: agentText('source', 200).min(1, 'source is empty: say where it was given.'),
    evidence: agentText('evidence', 2000).default(''),
  })
  .meta({ id: 'AddConsent' });
export type AddConsentBody = z.input<typeof addConsentBodySchema>;

export const consentParamsSchema = z.object({ id: consentIdSchema });
export const listConsentsQuerySchema = z.object({
  number: e164Schema.optional(),
  purpose: callPurposeSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('consent').optional(),
});
export const listConsentsResponseSchema = z
  .object({ consents: z.array(consentSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'ConsentList' });

export const importConsentsBodySchema = z
  .object({ consents: z.array(z.record(z.string(), z.unknown())) })
  .meta({
    id: 'ImportConsents',
    examples: [
      {
        consents: [
          {
            number: '+12025550123',
            purpose: 'informational',
            level: 'express',
            given_at: '2026-01-31T12:00:00Z',
            source: 'Contract',
          },
        ],
      },
    ],
  });
export const importedConsentSchema = addConsentBodySchema.extend({ number: z.string() });
