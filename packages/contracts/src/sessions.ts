import { z } from 'zod';
import { agentIdSchema, sessionIdSchema, ticketIdSchema } from './ids.ts';
import { displayNameSchema, identitySchema, roomNameSchema } from './names.ts';
import { ticketSchema } from './tickets.ts';

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
    system_prompt: z.string().trim().min(1, 'system_prompt must not be empty').max(20_000).optional(),
  })
  .meta({ id: 'CreateSession' });
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
  cursor: z.string().max(200).optional(),
});
export const listSessionsResponseSchema = z
  .object({ sessions: z.array(sessionSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'SessionList' });
