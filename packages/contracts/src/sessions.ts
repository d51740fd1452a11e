import { z } from 'zod';
import { sessionAnalysisSchema } from './analyses.ts';
import { cursorSchema, idCursorSchema } from './cursors.ts';
import { agentIdSchema, agentVersionIdSchema, callIdSchema, sessionIdSchema, ticketIdSchema } from './ids.ts';
import { displayNameSchema, identitySchema, roomNameSchema } from './names.ts';
import { callDirectionSchema } from './phone/calls.ts';
import { sessionRecordingSchema } from './recordings.ts';
import { notBlank } from './text-patterns.ts';
import { ticketRecordSchema, ticketSchema } from './tickets.ts';
import { turnWaterfallSchema } from './turn-waterfall.ts';
import { sessionCostSchema } from './usage.ts';

export const sessionStates = ['created', 'connecting', 'active', 'ending', 'ended', 'failed'] as const;
export const sessionStateSchema = z.enum(sessionStates);
export type SessionState = z.infer<typeof sessionStateSchema>;

export const finalSessionStates = ['ended', 'failed'] as const satisfies SessionState[];
export const isFinalSessionState = (state: SessionState): boolean =>
  (finalSessionStates as readonly SessionState[]).includes(state);

/** Why a session is over. `ended` carries one of the first group, `failed` one of the second. */
export const endedReasons = [
  'stopped',
  'caller_hung_up',
  'agent_hung_up',
  'caller_never_joined',
  'caller_idle',
  'max_duration',
  // A call out was answered by a machine that takes messages.
  'voicemail',
  'transferred',
] as const;
export const failedReasons = [
  'no_agent_available',
  'agent_never_joined',
  'agent_lost',
  'livekit_unavailable',
  'room_lost',
  'internal_error',
] as const;
export const endReasonSchema = z.enum([...endedReasons, ...failedReasons]);
export type EndReason = z.infer<typeof endReasonSchema>;

/** What a caller hears where the agent is not to hold a conversation as it is configured. */
export const answerWithSchema = z.enum(['voicemail', 'closed_message', 'unavailable_message']);
export type AnswerWith = z.infer<typeof answerWithSchema>;

export const channelSchema = z.enum(['browser', 'phone']);
export type Channel = z.infer<typeof channelSchema>;

export const healthSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
export const unhealthySchema = z
  .object({
    status: z.literal('unavailable'),
    failing: z.array(z.object({ part: z.string(), detail: z.string() })),
  })
  .meta({ id: 'Unhealthy' });

export const tokenQuerySchema = z.object({
  room: roomNameSchema,
  identity: identitySchema,
  name: displayNameSchema.optional(),
});
/** `token` opens the one room for the one identity; `url` is the LiveKit server to connect to (ws or wss). */
export const tokenResponseSchema = z.object({ token: z.string(), url: z.string() }).meta({ id: 'Token' });

export const createSessionBodySchema = z
  .object({
    room: roomNameSchema,
    agent_id: agentIdSchema.optional(),
    system_prompt: z
      .string()
      .trim()
      .min(1, 'system_prompt must not be empty')
      .max(20_000)
      .meta(notBlank)
      .optional(),
  })
  .meta({ id: 'CreateSession', examples: [{ room: 'lobby' }] });
export type CreateSessionBody = z.infer<typeof createSessionBodySchema>;

export const createSessionResponseSchema = z
  .object({ session_id: sessionIdSchema, room: z.string() })
  .meta({ id: 'CreatedSession' });

export const stopSessionResponseSchema = z
  .object({ stopped: z.literal(true) })
  .meta({ id: 'StoppedSession' });

export const speakerSchema = z.enum(['caller', 'agent']);
export type Speaker = z.infer<typeof speakerSchema>;

/** One final segment of what was said. Times are ISO 8601 in UTC. `text` is what was heard: cut where it was interrupted. */
export const transcriptSegmentSchema = z
  .object({
    segment_id: z.string(),
    seq: z.number().int(),
    speaker: speakerSchema,
    text: z.string(),
    language: z.string().optional(),
    interrupted: z.boolean(),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime(),
  })
  .meta({ id: 'TranscriptSegment' });
export type TranscriptSegment = z.infer<typeof transcriptSegmentSchema>;

export const sessionSchema = z
  .object({
    session_id: sessionIdSchema,
    room: z.string(),
    channel: channelSchema,
    state: sessionStateSchema,
    end_reason: endReasonSchema.nullable(),
    agent_id: agentIdSchema,
    agent_name: z.string(),
    ticket_id: ticketIdSchema.nullable(),
    created_at: z.iso.datetime(),
    active_at: z.iso.datetime().nullable(),
    ended_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof sessionSchema>;

export const transcriptResponseSchema = z
  .object({
    session_id: sessionIdSchema,
    state: sessionStateSchema,
    end_reason: endReasonSchema.nullable(),
    segments: z.array(transcriptSegmentSchema),
    ticket: ticketSchema.nullable(),
  })
  .meta({ id: 'Transcript' });
export type Transcript = z.infer<typeof transcriptResponseSchema>;

export const listSessionsQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: idCursorSchema('session').optional(),
});
export const listSessionsResponseSchema = z
  .object({ sessions: z.array(sessionSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'SessionList' });

/**
 * What came of a session that is over; the first that holds:
 * `ticket`: a ticket was written, however it ended;
 * `no_agent`: no agent came for the caller (`no_agent_available`, `agent_never_joined`);
 * `failed`: it ended in state `failed` for another reason;
 * `answered`: the caller spoke with the agent, and needed no ticket;
 * `abandoned`: it ended before the caller had said anything.
 */
export const sessionOutcomes = ['ticket', 'no_agent', 'failed', 'answered', 'abandoned'] as const;
export const sessionOutcomeSchema = z
  .enum(sessionOutcomes)
  .describe(
    'The first that holds: ticket (one was written), no_agent (none came), failed, answered (the caller spoke), abandoned (the caller never spoke).',
  );
export type SessionOutcome = z.infer<typeof sessionOutcomeSchema>;

/** A session as lists show it. `outcome` is null while it goes on; `duration_s` counts from its first second with an agent. */
export const sessionRecordSchema = z
  .object({
    ...sessionSchema.shape,
    agent_version_id: agentVersionIdSchema,
    outcome: sessionOutcomeSchema.nullable(),
    duration_s: z.number().nullable(),
  })
  .meta({ id: 'SessionRecord' });
export type SessionRecord = z.infer<typeof sessionRecordSchema>;

/** Filters of the list; each narrows. */
export const sessionFiltersSchema = z.object({
  agent_id: agentIdSchema.optional(),
  channel: channelSchema.optional(),
  state: sessionStateSchema.optional(),
  outcome: sessionOutcomeSchema.optional(),
  /** Begun from this moment on. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Begun before this moment. */
  to: z.iso.datetime({ offset: true }).optional(),
  /** What was said in it, as in the search of transcripts. */
  q: z.string().trim().min(1).max(200).meta(notBlank).optional(),
});
export type SessionFilters = z.infer<typeof sessionFiltersSchema>;

export const findSessionsQuerySchema = sessionFiltersSchema.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('session').optional(),
});
export const findSessionsResponseSchema = z
  .object({ sessions: z.array(sessionRecordSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'SessionRecordList' });

/** Milliseconds of one turn; unknown parts are null. */
const turnTimingSchema = z
  .object({
    at: z.iso.datetime(),
    segment_id: z.string().optional(),
    endpointing_ms: z.number().nullable(),
    stt_ms: z.number().nullable(),
    llm_first_token_ms: z.number().nullable(),
    tts_first_audio_ms: z.number().nullable(),
    total_ms: z.number().nullable(),
    waterfall: turnWaterfallSchema.optional(),
  })
  .meta({ id: 'TurnTiming' });

/** One call of a tool. `ended_at` and `result` are null until it is done. */
const toolCallSchema = z
  .object({
    call_id: z.string(),
    name: z.string(),
    status: z.enum(['started', 'succeeded', 'failed']),
    arguments: z.record(z.string(), z.unknown()).nullable(),
    result: z.string().nullable(),
    started_at: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ToolCall' });
export type ToolCall = z.infer<typeof toolCallSchema>;

/** The telephones of a session; its call by the calls’ own address. */
const sessionCallSchema = z
  .object({
    call_id: callIdSchema,
    direction: callDirectionSchema,
    from: z.string().nullable().describe('Null when the caller hides it.'),
    to: z.string(),
  })
  .meta({ id: 'SessionCall' });

/** One session whole. */
export const sessionDetailsSchema = z
  .object({
    ...sessionRecordSchema.shape,
    turns: z.array(transcriptSegmentSchema),
    timings: z.array(turnTimingSchema),
    tools: z.array(toolCallSchema),
    errors: z.array(z.object({ at: z.iso.datetime(), source: z.string(), message: z.string() })),
    ticket: ticketRecordSchema.nullable(),
    call: sessionCallSchema.nullable().describe('Null in a browser.'),
    recording: sessionRecordingSchema.nullable().describe('Null where nothing was recorded.'),
    cost: sessionCostSchema.nullable().describe('Null before anything was used.'),
    analysis: sessionAnalysisSchema.nullable().describe('The newest; null before the session is over.'),
  })
  .meta({ id: 'SessionDetails' });
export type SessionDetails = z.infer<typeof sessionDetailsSchema>;

export const searchTranscriptsQuerySchema = z.object({
  q: z
    .string('q is required')
    .trim()
    .min(1, 'q must not be empty')
    .max(200, 'q is too long')
    .meta(notBlank)
    .describe(
      'Words that were all said in one utterance; "a phrase" in quotes, or between alternatives, -without.',
    ),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: cursorSchema(/^ses_[0-9a-f]{32}\.\d{1,15}$/).optional(),
});

/** An utterance that was found. `hits` are [start, end) in `text`, counted in UTF-16 code units as JavaScript does. */
export const transcriptHitSchema = z
  .object({
    session_id: sessionIdSchema,
    ...transcriptSegmentSchema.shape,
    hits: z.array(z.tuple([z.number().int(), z.number().int()])),
  })
  .meta({ id: 'TranscriptHit' });
export type TranscriptHit = z.infer<typeof transcriptHitSchema>;
export const searchTranscriptsResponseSchema = z
  .object({ hits: z.array(transcriptHitSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'TranscriptHitList' });
