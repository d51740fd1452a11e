import { z } from 'zod';
import { recordingConsentNeedSchema } from './agents/recording.ts';
import { agentText } from './agents/text.ts';
import { storedAgentConfigSchema } from './agents.ts';
import { sessionIdSchema } from './ids.ts';
import { callDirectionSchema } from './phone/calls.ts';
import { callTransferSchema } from './phone/transfers.ts';
import { recordingRuleSchema } from './recordings.ts';
import { secretProviderSchema } from './secrets.ts';
import { answerWithSchema, channelSchema, endReasonSchema } from './sessions.ts';
import { soFarSchema } from './so-far.ts';
import { ticketStatusSchema } from './tickets.ts';
import { workerEventSchema } from './ws-protocol.ts';

/** Dispatch metadata: all that a job is told through LiveKit. The token opens this one session's worker routes. */
export const dispatchMetadataSchema = z.object({
  session_id: sessionIdSchema,
  token: z.string(),
  /** So that a job can join before it has asked for more. */
  channel: channelSchema.default('browser'),
});
export type DispatchMetadata = z.infer<typeof dispatchMetadataSchema>;

/** An earlier call with the same telephone, which may have been in other hands. */
const pastCallSchema = z.object({
  at: z.iso.datetime(),
  direction: callDirectionSchema,
  /** The ticket that came of it. */
  ticket: z
    .object({
      name: z.string(),
      property: z.string(),
      reason: z.string(),
      summary: z.string().nullable(),
      status: ticketStatusSchema,
    })
    .nullable(),
});
export type PastCall = z.infer<typeof pastCallSchema>;

/** `GET /worker/sessions/{id}`: the frozen configuration of one session, fetched once when the job starts. */
export const sessionBriefSchema = z
  .object({
    session_id: sessionIdSchema,
    /** The LiveKit room's own name, unique across tenants. */
    livekit_room: z.string(),
    channel: channelSchema,
    tenant_name: z.string(),
    agent_name: z.string(),
    /** Whether the business was open when the brief was fetched; without opening hours it always is. */
    is_open: z.boolean().default(true),
    /** What the caller is told in place of a conversation; null: the agent answers as it is configured. */
    answer_with: answerWithSchema.nullable().default(null),
    /** The telephone call that it is; null in a browser. `from` is null for a caller who hides the number. */
    call: z
      .object({
        direction: callDirectionSchema,
        from: z.string().nullable(),
        to: z.string(),
        variables: z.record(z.string(), z.string()),
        /** The newest first; none where the number is hidden. */
        past_calls: z.array(pastCallSchema).default([]),
      })
      .nullable()
      .default(null),
    /** The business's clock: an IANA name. */
    time_zone: z.string().default('UTC'),
    config: storedAgentConfigSchema,
    /** Replaces the agent's own prompt when the session was started with one. */
    system_prompt: z.string().nullable(),
    /** Titles of what the knowledge covers, for the prompt; contents come by search. */
    knowledge_topics: z.array(z.string()),
    /** Null: the call is not recorded. Else what is said before it is, and why. */
    recording: z
      .object({ needs: recordingConsentNeedSchema, rules: z.array(recordingRuleSchema) })
      .nullable()
      .default(null),
    /** Null for the first job. Else an earlier one was lost in mid-call, and this one goes on where it stopped. */
    so_far: soFarSchema.nullable().default(null),
    /** The tenant's own keys; a provider that is not named is used with the operator's. Never to be logged. */
    provider_keys: z.partialRecord(secretProviderSchema, z.string()).default({}),
  })
  .meta({ id: 'SessionBrief' });
export type SessionBrief = z.infer<typeof sessionBriefSchema>;

/** `POST /worker/sessions/{id}/opt-out`: the person on the telephone wants no more calls. */
export const optOutBodySchema = z
  .object({ reason: agentText('reason', 200).default('') })
  .meta({ id: 'OptOut' });
export const optedOutSchema = z.object({ number: z.string() }).meta({ id: 'OptedOut' });

/**
 * Worker → control plane on `WS /worker/sessions/{id}/events` (bearer session token).
 * `seq` counts from 1 within one job; the pair (job_id, seq) is written once, however often it is sent.
 */
export const workerMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), job_id: z.string().min(1).max(128) }),
  z.object({
    type: z.literal('event'),
    seq: z.number().int().positive(),
    at: z.iso.datetime(),
    event: workerEventSchema,
  }),
  /** A hint that the job is over; the control plane still checks with LiveKit. */
  z.object({ type: z.literal('done'), reason: endReasonSchema }),
]);
export type WorkerMessage = z.infer<typeof workerMessageSchema>;

/** Control plane → worker. `ack` covers every event up to and including `seq`. */
export const workerReplySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), acked_seq: z.number().int().nonnegative() }),
  z.object({ type: z.literal('ack'), seq: z.number().int().nonnegative() }),
  /** How far a transfer of this call is; the last one again after each `welcome`. */
  z.object({ type: z.literal('transfer'), transfer: callTransferSchema }),
  /** The session is over: finish and leave the room. */
  z.object({ type: z.literal('end'), reason: endReasonSchema }),
]);
export type WorkerReply = z.infer<typeof workerReplySchema>;

/** Attribute of a telephone's participant: "true" while its side has put the call on hold. LiveKit's own service sets none. */
export const holdAttribute = 'parley.onHold';
