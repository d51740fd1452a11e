import type {
  AgentState,
  EndReason,
  SessionState,
  Speaker,
  Ticket,
  TurnWaterfall,
  ViewerMessage,
} from '@parley/contracts';

type RecordingState = Extract<ViewerMessage, { type: 'recording' }>['state'];

interface Placed {
  /** Place in the conversation: the seq at which it was first seen. */
  order: number;
  id: string;
}

export interface SegmentItem extends Placed {
  kind: 'segment';
  speaker: Speaker;
  text: string;
  final: boolean;
  interrupted: boolean;
  /** Typed here and not yet confirmed by the server. */
  typed: boolean;
  startedAt: string;
}

export interface ToolItem extends Placed {
  kind: 'tool';
  name: string;
  status: 'started' | 'succeeded' | 'failed';
  arguments?: Record<string, unknown> | undefined;
  result?: string | undefined;
}

/** Milliseconds; null where the worker does not know. */
export interface TurnTiming {
  endpointing_ms: number | null;
  stt_ms: number | null;
  llm_first_token_ms: number | null;
  tts_first_audio_ms: number | null;
  total_ms: number | null;
  waterfall?: TurnWaterfall | undefined;
}

export interface TimingItem extends Placed {
  kind: 'timing';
  timing: TurnTiming;
}

/** Something went wrong and the call goes on. */
export interface FaultItem extends Placed {
  kind: 'fault';
  source: string;
  message: string;
}

export type TranscriptItem = SegmentItem | ToolItem | TimingItem | FaultItem;

export interface TranscriptView {
  /** In the order of the conversation. */
  items: TranscriptItem[];
  ticket: Ticket | null;
  speaking: Record<Speaker, boolean>;
  agentState: AgentState | null;
  /** When the agent was there, in milliseconds of the server's clock, which all times here are of. */
  beganAt: number | null;
  /** What became of the call's recording; null: nothing was said of one. */
  recording: RecordingState | null;
  session: { state: SessionState; reason: EndReason | null; message?: string | undefined } | null;
  lastSeq: number;
}

export const emptyTranscript: TranscriptView = {
  items: [],
  ticket: null,
  speaking: { caller: false, agent: false },
  agentState: null,
  beganAt: null,
  recording: null,
  session: null,
  lastSeq: 0,
};
