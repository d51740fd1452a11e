import { z } from 'zod';
import { openingHoursSchema } from '../agents/opening-hours.ts';
import { idCursorSchema } from '../cursors.ts';
import { agentIdSchema, campaignIdSchema, phoneNumberIdSchema } from '../ids.ts';
import { notBlank } from '../text-patterns.ts';
import { campaignContactStates } from './campaign-contacts.ts';
import { callPurposeSchema } from './dialing.ts';

/**
 * `draft`: never started; `running`: calls go out; `paused`: none begin; `stopped`: given up by people;
 * `completed`: every contact has its outcome. The last two are for good.
 */
export const campaignStates = ['draft', 'running', 'paused', 'stopped', 'completed'] as const;
export const campaignStateSchema = z.enum(campaignStates);
export type CampaignState = z.infer<typeof campaignStateSchema>;

/** What may be tried again: how the last attempt went. `failed` is whatever broke before the answer. */
export const retryReasons = ['busy', 'no_answer', 'voicemail', 'declined', 'unreachable', 'failed'] as const;
export type RetryReason = (typeof retryReasons)[number];

const delaysS = z
  .array(z.int().min(1).max(2_592_000))
  .max(10, 'keep to 10 retries for a reason')
  .refine(
    (delays) => delays.every((delay, index) => delay >= (delays[index - 1] ?? 0)),
    'let the delays grow: each at least as long as the one before',
  );

/** For each reason the seconds before each retry; as many retries as delays. */
export const campaignRetriesSchema = z.object({
  busy: delaysS.default([300, 900, 3600]),
  no_answer: delaysS.default([3600, 14_400, 86_400]),
  voicemail: delaysS.default([]),
  declined: delaysS.default([]),
  unreachable: delaysS.default([3600]),
  failed: delaysS.default([300, 1800]),
});
export type CampaignRetries = z.infer<typeof campaignRetriesSchema>;

export const campaignBodySchema = z
  .object({
    name: z.string('name is required').trim().min(1, 'name must not be empty').max(100).meta(notBlank),
    /** Who speaks, in the version that is published when the campaign starts. */
    agent_id: agentIdSchema,
    /** Who calls; may be left out where only one of the numbers can call out. */
    from_number_id: phoneNumberIdSchema.optional(),
    purpose: callPurposeSchema,
    /** When calls may begin, on one clock; null: at any time that the dial policy allows. */
    window: openingHoursSchema.nullable().default(null),
    /** Evenly spread over the minute. */
    calls_per_minute: z.int().min(1).max(6_000).default(30),
    /** Calls at once; trunk, account and installation have limits of their own besides. */
    concurrency: z.int().min(1).max(1_000).default(5),
    retries: campaignRetriesSchema.prefault({}),
    /** Calls to one number in all, whatever came of them. */
    most_attempts: z.int().min(1).max(20).default(5),
    /** `vary`: a retry is moved to a part of the day (morning, afternoon, evening) in which fewer were made. */
    best_time: z.enum(['as_due', 'vary']).default('vary'),
  })
  .meta({ id: 'PutCampaign' });
export type CampaignBody = z.input<typeof campaignBodySchema>;

/** How many contacts there are in each state, and how the last calls of them ended. */
export const campaignProgressSchema = z
  .object({
    contacts: z.int(),
    attempts: z.int(),
    /** When the next contact is due; null when none waits. */
    next_at: z.iso.datetime().nullable(),
    states: z.record(z.enum(campaignContactStates), z.int()),
    outcomes: z.record(z.string(), z.int()),
    /** Why no call begins just now although contacts are due; null where nothing stands in the way. */
    held_by: z
      .enum(['window', 'pace', 'concurrency', 'line', 'agent', 'quota', 'tenant_suspended', 'number'])
      .nullable(),
  })
  .meta({ id: 'CampaignProgress' });
export type CampaignProgress = z.infer<typeof campaignProgressSchema>;

export const campaignSchema = z
  .object({
    campaign_id: campaignIdSchema,
    name: z.string(),
    state: campaignStateSchema,
    agent_id: agentIdSchema,
    /** Of the agent, frozen at the start; null before. */
    agent_version: z.int().nullable(),
    from_number_id: phoneNumberIdSchema.nullable(),
    from: z.string(),
    purpose: callPurposeSchema,
    window: openingHoursSchema.nullable(),
    calls_per_minute: z.int(),
    concurrency: z.int(),
    retries: campaignRetriesSchema,
    most_attempts: z.int(),
    best_time: z.enum(['as_due', 'vary']),
    started_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof campaignSchema>;

export const campaignParamsSchema = z.object({ id: campaignIdSchema });
export const listCampaignsQuerySchema = z.object({
  state: campaignStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('campaign').optional(),
});
export const listCampaignsResponseSchema = z
  .object({ campaigns: z.array(campaignSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'CampaignList' });
