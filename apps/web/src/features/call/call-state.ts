import type { WatchState } from '@parley/api-client';
import type { AgentState, ViewerMessage } from '@parley/contracts';
import type { MicrophoneFailure } from '../microphone/microphone-failure.ts';
import { emptyTranscript, type TranscriptView } from '../transcript/transcript-view.ts';
import type { Outcome } from './outcome-words.ts';
import type { Problem, ProblemKind } from './problem.ts';
import type { LeaveCause } from './room-connection.ts';
import type { StartStep } from './start-problem.ts';

/** idle → starting → live → stopping → over; a start that fails goes back to idle. */
export type CallPhase = 'idle' | 'starting' | 'live' | 'stopping' | 'over';

export interface CallState {
  phase: CallPhase;
  step: StartStep | null;
  room: string;
  sessionId: string | null;
  /** Milliseconds since the epoch when the room was joined. */
  joinedAt: number | null;
  muted: boolean;
  microphonePublished: boolean;
  agentPresent: boolean;
  socketOpen: boolean;
  outcome: Outcome | null;
  problems: Problem[];
  /** A message that could not be sent, to be put back into the field. */
  unsentText: string | null;
  transcript: TranscriptView;
}

export type CallEvent =
  /** Somebody else may look at the page now. */
  | { type: 'forgotten' }
  | { type: 'start_requested'; room: string }
  | { type: 'session_created'; sessionId: string }
  | { type: 'token_received' }
  | { type: 'room_joined'; at: number }
  | { type: 'start_failed'; problem: Problem }
  | { type: 'microphone_published' }
  | { type: 'microphone_failed'; failure: MicrophoneFailure | 'unpublished' }
  | { type: 'muted'; muted: boolean }
  | { type: 'media_reconnecting' }
  | { type: 'media_reconnected' }
  | { type: 'room_left'; cause: LeaveCause }
  | { type: 'agent_present'; present: boolean }
  | { type: 'agent_overdue' }
  | { type: 'room_agent_state'; state: AgentState }
  | { type: 'room_speakers'; caller: boolean; agent: boolean }
  | { type: 'sound_blocked'; blocked: boolean }
  | { type: 'socket'; state: WatchState }
  | { type: 'viewer_message'; message: ViewerMessage }
  | { type: 'outcome_learned'; outcome: Outcome }
  | { type: 'typed'; id: string; text: string; at: string }
  | { type: 'typing_failed'; id: string; text: string }
  | { type: 'stop_requested' }
  | { type: 'stop_failed' }
  | { type: 'stopped' }
  | { type: 'dismissed'; kind: ProblemKind };

/** From Start until the room is left. */
export const isInCall = ({ phase }: Pick<CallState, 'phase'>): boolean =>
  phase === 'starting' || phase === 'live' || phase === 'stopping';

export const idleCall: CallState = {
  phase: 'idle',
  step: null,
  room: '',
  sessionId: null,
  joinedAt: null,
  muted: false,
  microphonePublished: false,
  agentPresent: false,
  socketOpen: false,
  outcome: null,
  problems: [],
  unsentText: null,
  transcript: emptyTranscript,
};
