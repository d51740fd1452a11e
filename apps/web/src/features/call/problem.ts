export const problemKinds = [
  'signed_out',
  'input_refused',
  'agent_unknown',
  'room_busy',
  'rate_limited',
  'livekit_unavailable',
  'api_unreachable',
  'session_refused',
  'token_refused',
  'livekit_unreachable',
  'livekit_refused',
  'media_reconnecting',
  'media_lost',
  'joined_elsewhere',
  'removed',
  'microphone_refused',
  'microphone_missing',
  'microphone_busy',
  'microphone_insecure',
  'microphone_lost',
  'microphone_unpublished',
  'socket_reconnecting',
  'socket_refused',
  'agent_overdue',
  'sound_blocked',
  'message_not_sent',
  'stop_failed',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Something that the person at the page must know. There is at most one of each kind. */
export interface Problem {
  kind: ProblemKind;
  /** What the server or the browser said, fit for people. */
  detail?: string | undefined;
}
