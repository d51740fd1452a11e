import { z } from 'zod';
import { transferModeSchema } from './agents/transfer-target.ts';
import { sessionIdSchema, transferIdSchema } from './ids.ts';
import { transferFailureSchema, transferStateSchema } from './phone/transfers.ts';
import { recordingConsentSchema } from './recordings.ts';
import { endReasonSchema, sessionStateSchema, speakerSchema } from './sessions.ts';
import { ticketSchema } from './tickets.ts';
import { turnWaterfallSchema } from './turn-waterfall.ts';
import { modelUsageSchema } from './usage.ts';

/** Version of the union below; it grows only when a client of the old one would misread the new one. */
export const transcriptProtocolVersion = 1;

export const agentStates = [
  'joining',
  'initializing',
  'idle',
  'listening',
  'thinking',
  'speaking',
  'gone',
] as const;
export const agentStateSchema = z.enum(agentStates);
export type AgentState = z.infer<typeof agentStateSchema>;

/** What was said so far (interim, replaces the same segment's earlier text) or for good (final, once per segment). */
const transcript = z.object({
  type: z.literal('transcript'),
  speaker: speakerSchema,
  text: z.string(),
  final: z.boolean(),
  segment_id: z.string().min(1).max(200),
  language: z.string().optional(),
  /** True when the speaker was cut off: `text` is what was heard of it. */
  interrupted: z.boolean().default(false),
  started_at: z.iso.datetime(),
  ended_at: z.iso.datetime(),
});

const speechStarted = z.object({ type: z.literal('speech_started'), speaker: speakerSchema });
const speechStopped = z.object({ type: z.literal('speech_stopped'), speaker: speakerSchema });
const agentStateChanged = z.object({ type: z.literal('agent_state'), state: agentStateSchema });

/** A tool call, once when it starts and once when it is done. */
const tool = z.object({
  type: z.literal('tool'),
  call_id: z.string(),
  name: z.string(),
  status: z.enum(['started', 'succeeded', 'failed']),
  arguments: z.record(z.string(), z.unknown()).optional(),
  result: z.string().optional(),
});

const ticket = z.object({ type: z.literal('ticket'), ticket: ticketSchema });

/** Milliseconds of one turn, from the end of the caller's speech to the agent's first audio. Unknown parts are null. */
const turnTiming = z.object({
  type: z.literal('turn_timing'),
  segment_id: z.string().optional(),
  endpointing_ms: z.number().nullable(),
  stt_ms: z.number().nullable(),
  llm_first_token_ms: z.number().nullable(),
  tts_first_audio_ms: z.number().nullable(),
  total_ms: z.number().nullable(),
  /** Not of a turn that was typed, and not in events from before this was told. */
  waterfall: turnWaterfallSchema.optional(),
});

/** What a job has taken of its models since it began: replaces what it reported before. */
const usage = z.object({ type: z.literal('usage'), models: z.array(modelUsageSchema).max(50) });

/** How far the call is on its way to a person; `label` says to whom. */
const transfer = z.object({
  type: z.literal('transfer'),
  transfer_id: transferIdSchema,
  label: z.string(),
  mode: transferModeSchema,
  state: transferStateSchema,
  failure: transferFailureSchema.nullable(),
});

/** Something went wrong and the call goes on; `message` may be shown to the tenant's staff. */
const failure = z.object({ type: z.literal('error'), source: z.string(), message: z.string() });

/**
 * What becomes of the call's recording. `declined`: the caller said no, `unclear`: neither yes nor no; nothing is
 * recorded then. `stopped`: at the caller's word. `discarded`: a machine had taken the call. `stored`: it can be had
 * now. `lost`: it could not be made or stored.
 */
const recording = z.object({
  type: z.literal('recording'),
  state: z.enum(['started', 'declined', 'unclear', 'stopped', 'discarded', 'stored', 'lost']),
  consent: recordingConsentSchema.optional(),
});

const sessionState = z.object({
  type: z.literal('session_state'),
  state: sessionStateSchema,
  reason: endReasonSchema.nullable().default(null),
  /** For people: what happened and what to do. */
  message: z.string().optional(),
});

/** What a worker may report. Session states, tickets and transfers are written by the control plane alone. */
export const workerEventSchema = z.discriminatedUnion('type', [
  transcript,
  speechStarted,
  speechStopped,
  agentStateChanged,
  tool,
  turnTiming,
  usage,
  failure,
  recording,
]);
export type WorkerEvent = z.infer<typeof workerEventSchema>;

export const sessionEventSchema = z.discriminatedUnion('type', [
  transcript,
  speechStarted,
  speechStopped,
  agentStateChanged,
  tool,
  ticket,
  transfer,
  turnTiming,
  usage,
  failure,
  recording,
  sessionState,
]);
export type SessionEvent = z.infer<typeof sessionEventSchema>;
export type SessionEventType = SessionEvent['type'];

/** Interim transcripts are relayed and forgotten; every other event is durable before anybody sees it. */
export const isDurable = (event: { type: string; final?: boolean }): boolean =>
  event.type !== 'transcript' || event.final === true;

const envelope = {
  v: z.literal(transcriptProtocolVersion),
  session_id: sessionIdSchema,
  /** Strictly increasing within the session, not contiguous. Pass the highest seen as `?after=` to resume. */
  seq: z.number().int().nonnegative(),
  at: z.iso.datetime(),
};

/**
 * Server → viewer on `WS /ws/transcript/{session_id}`: an event, flat, with its envelope.
 * The socket closes with 1000 after `session_state` `ended` or `failed`.
 */
export const viewerMessageSchema = z.discriminatedUnion('type', [
  transcript.extend(envelope),
  speechStarted.extend(envelope),
  speechStopped.extend(envelope),
  agentStateChanged.extend(envelope),
  tool.extend(envelope),
  ticket.extend(envelope),
  transfer.extend(envelope),
  turnTiming.extend(envelope),
  usage.extend(envelope),
  failure.extend(envelope),
  recording.extend(envelope),
  sessionState.extend(envelope),
]);
export type ViewerMessage = z.infer<typeof viewerMessageSchema>;

/** Close codes of the sockets, beside 1000 (over) and 1001 (server going away: reconnect with `after`). */
export const socketCloseCodes = {
  badMessage: 4400,
  unauthenticated: 4401,
  notFound: 4404,
  superseded: 4409,
  tooSlow: 4429,
} as const;
