import { z } from 'zod';
import { agentKey, agentText } from '../agents/text.ts';
import { idCursorSchema } from '../cursors.ts';
import { campaignContactIdSchema, campaignIdSchema } from '../ids.ts';
import { callEndReasonSchema, callSchema } from './calls.ts';
import { blockReasonSchema } from './dialing.ts';

/**
 * `waiting`: for its turn, or its retry; `calling`: has a call that is not over; `parked`: its call may have rung, and
 * people decide on it. The rest are outcomes: `done`: spoken to; `exhausted`: no retry is left; `opted_out`; `blocked`:
 * not to be dialled, the detail says why; `cancelled`: taken out by people.
 */
export const campaignContactStates = [
  'waiting',
  'calling',
  'parked',
  'done',
  'exhausted',
  'opted_out',
  'blocked',
  'cancelled',
] as const;
export const campaignContactStateSchema = z.enum(campaignContactStates);
export type CampaignContactState = z.infer<typeof campaignContactStateSchema>;

/** What one campaign holds, and one import brings. */
export const mostCampaignContacts = 100_000;
/** What an import names of its errors; the rest are counted. */
export const mostImportErrors = 1_000;

/** Fill `{{name}}` in the agent's texts in. */
export const contactVariablesSchema = z
  .record(agentKey, agentText('the value', 500))
  .refine((all) => Object.keys(all).length <= 50, 'keep to 50 variables');

/** Each is checked by itself, so that every error can be named. */
export const importContactsBodySchema = z
  .object({
    contacts: z
      .array(z.object({ number: z.string(), variables: z.record(z.string(), z.string()).default({}) }))
      .max(mostCampaignContacts),
  })
  .meta({
    id: 'ImportContacts',
    examples: [{ contacts: [{ number: '+14155550142', variables: { name: 'Ann' } }] }],
  });
export type ImportContactsBody = z.input<typeof importContactsBodySchema>;

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true');
export const importContactsQuerySchema = z.object({
  /** Writes nothing, and tells what would be. */
  dry_run: flag,
  /** Takes what is in order and leaves the rest out; else one error refuses all. */
  skip_invalid: flag,
  /** Of numbers that are written without their country's code: two letters. */
  default_country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write the country with two letters, as in US.')
    .optional(),
});

const contactErrorSchema = z.object({
  /** In CSV the line of the file, in JSON the place in the list, from 1. */
  line: z.int(),
  path: z.string(),
  message: z.string(),
});
export type ContactError = z.infer<typeof contactErrorSchema>;

export const importContactsResponseSchema = z
  .object({
    dry_run: z.boolean(),
    contacts: z.int().describe('In the file or list'),
    added: z.int(),
    duplicates: z.int().describe('Numbers that stand earlier in it, or are in the campaign already'),
    invalid: z.int(),
    errors: z.array(contactErrorSchema).describe(`The first ${mostImportErrors}`),
  })
  .meta({ id: 'ContactImport' });
export type ContactImport = z.infer<typeof importContactsResponseSchema>;

export const campaignContactSchema = z
  .object({
    contact_id: campaignContactIdSchema,
    number: z.string(),
    variables: z.record(z.string(), z.string()),
    state: campaignContactStateSchema,
    /** How its last call ended. */
    outcome: callEndReasonSchema.nullable(),
    outcome_detail: z.string().nullable(),
    attempts: z.int(),
    /** Not called before, its call not dialled before; null when it is not to be called. */
    next_at: z.iso.datetime().nullable(),
    /** What its call waits for, where it is not a line; the law’s hours, for example. */
    waits_for: blockReasonSchema.nullable(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'CampaignContact' });
export type CampaignContact = z.infer<typeof campaignContactSchema>;

export const campaignContactParamsSchema = z.object({
  id: campaignIdSchema,
  contact_id: campaignContactIdSchema,
});
/** With its calls, the first one first. */
export const campaignContactDetailsSchema = campaignContactSchema
  .extend({ calls: z.array(callSchema) })
  .meta({ id: 'CampaignContactDetails' });
export type CampaignContactDetails = z.infer<typeof campaignContactDetailsSchema>;

export const contactFiltersSchema = z.object({
  state: campaignContactStateSchema.optional(),
  outcome: callEndReasonSchema.optional(),
  number: z.string().max(20).optional(),
});
export const listContactsQuerySchema = contactFiltersSchema.extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: idCursorSchema('campaignContact').optional(),
});
export const listContactsResponseSchema = z
  .object({ contacts: z.array(campaignContactSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'CampaignContactList' });
