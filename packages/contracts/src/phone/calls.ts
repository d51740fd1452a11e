import { z } from 'zod';
import { agentKey, agentText } from '../agents/text.ts';
import { idCursorSchema } from '../cursors.ts';
import { agentIdSchema, callIdSchema, phoneNumberIdSchema, sessionIdSchema } from '../ids.ts';
import { blockReasonSchema, callPurposeSchema } from './dialing.ts';
import { e164Schema } from './e164.ts';
import { callTransferSchema } from './transfers.ts';

/**
 * `queued`: waits for its time or a free line; `dialing`: the carrier has it; `ringing`: the other telephone rings;
 * `active`: answered; `parked`: Parley died around the dial and cannot know whether it rang: people decide.
 */
export const callStates = ['queued', 'dialing', 'ringing', 'active', 'ended', 'parked'] as const;
export const callStateSchema = z.enum(callStates);
export type CallState = z.infer<typeof callStateSchema>;

export const callDirectionSchema = z.enum(['inbound', 'outbound']);
export type CallDirection = z.infer<typeof callDirectionSchema>;

/** Why a call is over. The person on the telephone is the caller in either direction. */
export const callEndReasons = [
  // After it was answered.
  'caller_hung_up',
  'agent_hung_up',
  'stopped',
  'transferred',
  'voicemail',
  'caller_idle',
  'max_duration',
  // It was never answered.
  'busy',
  'no_answer',
  'declined',
  'unreachable',
  'invalid_number',
  'cancelled',
  // It was not to be.
  'blocked',
  'tenant_suspended',
  'quota_exceeded',
  'number_not_routed',
  'no_agent_available',
  'expired',
  // Something of ours or of the carrier's broke.
  'agent_lost',
  'carrier_failed',
  'telephony_unavailable',
  'failed',
] as const;
export const callEndReasonSchema = z.enum(callEndReasons);
export type CallEndReason = z.infer<typeof callEndReasonSchema>;

export const callSchema = z
  .object({
    call_id: callIdSchema,
    direction: callDirectionSchema,
    state: callStateSchema,
    end_reason: callEndReasonSchema.nullable(),
    /** For people: what lies behind the reason. */
    end_detail: z.string().nullable(),
    number_id: phoneNumberIdSchema.nullable(),
    /** Null when the caller hides it. */
    from: z.string().nullable(),
    to: z.string(),
    agent_id: agentIdSchema.nullable(),
    session_id: sessionIdSchema.nullable(),
    /** Of a call out; null for one that came in. */
    purpose: callPurposeSchema.nullable(),
    variables: z.record(z.string(), z.string()),
    /** The last one; null when nobody has passed the call on. */
    transfer: callTransferSchema.nullable(),
    /** Not dialled before; null: as soon as possible. */
    scheduled_at: z.iso.datetime().nullable(),
    /** Not dialled after; null: it waits an hour for a line, and three days for an hour at which it may be dialled. */
    expires_at: z.iso.datetime().nullable(),
    /** Why it waits, or was blocked; what that rests on is among its dials. */
    block_reason: blockReasonSchema.nullable(),
    /** When it may be dialled, as far as is known. */
    next_attempt_at: z.iso.datetime().nullable(),
    /** Once it is over; null for one that was never dialled. */
    cost_cents: z.int().nullable(),
    created_at: z.iso.datetime(),
    dialed_at: z.iso.datetime().nullable(),
    ringing_at: z.iso.datetime().nullable(),
    answered_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Call' });
export type Call = z.infer<typeof callSchema>;

/** The most variables that a call brings along. */
const mostVariables = 50;

export const requestCallBodySchema = z
  .object({
    to: e164Schema,
    /** Who calls; may be left out where only one of the numbers can call out. */
    from_number_id: phoneNumberIdSchema.optional(),
    /** Who speaks, as it is published now: later versions do not change a call that waits. */
    agent_id: agentIdSchema,
    /** What the law and the tenant's policy ask of the called party's consent follows from it. */
    purpose: callPurposeSchema.default('informational'),
    /** Fill `{{name}}` in the agent's texts in, before the agent's own variables. */
    variables: z
      .record(agentKey, agentText('the value', 500))
      .refine((all) => Object.keys(all).length <= mostVariables, `keep to ${mostVariables} variables`)
      .default({}),
    /** Not dialled before; left out: as soon as a line is free. */
    scheduled_at: z.iso.datetime({ offset: true }).nullable().default(null),
    /** Not dialled after; left out: it waits an hour for a line, and three days for an hour at which it may be dialled. */
    expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .meta({ id: 'RequestCall' });
export type RequestCallBody = z.input<typeof requestCallBodySchema>;

/** What people found out about a call whose end Parley did not see. */
export const closeCallBodySchema = z
  .object({
    end_reason: callEndReasonSchema.default('failed'),
    end_detail: agentText('end_detail', 500).nullable().default(null),
  })
  .meta({ id: 'CloseCall' });
export type CloseCallBody = z.input<typeof closeCallBodySchema>;

export const callParamsSchema = z.object({ id: callIdSchema });
export const listCallsQuerySchema = z.object({
  direction: callDirectionSchema.optional(),
  state: callStateSchema.optional(),
  agent_id: agentIdSchema.optional(),
  number_id: phoneNumberIdSchema.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('call').optional(),
});
export const listCallsResponseSchema = z
  .object({ calls: z.array(callSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'CallList' });
