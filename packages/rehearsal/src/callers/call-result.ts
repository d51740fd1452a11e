import type { EndReason, SessionState, Ticket, TranscriptSegment, ViewerMessage } from '@parley/contracts';
import type { Comparison } from './compare-with-original.ts';
import type { HeardTurn } from './create-ear.ts';
import type { Recording } from './create-recording.ts';
import type { HeardSilence } from './heard-silences.ts';
import type { Utterance } from './mouth.ts';

/** The caller talked over the agent. */
export interface Interruption {
  /** When the caller began, ms on the call's clock. */
  atMs: number;
  /** How long the agent was still audible. */
  silentAfterMs: number;
}

/** The agent began to speak while the caller still did. */
export interface CutOff {
  /** When the agent began, ms on the call's clock. */
  atMs: number;
}

/** What became of a call. Times are ms on the call's clock, which begins when the session has been created. */
export interface CallResult {
  scenario: string;
  mode: 'voice' | 'text';
  session_id: string | null;
  room: string;
  ok: boolean;
  /** What the scenario expected and did not get, in words. */
  failures: string[];
  said: Utterance[];
  /** What the caller heard the agent say. */
  heard: HeardTurn[];
  /** The stored transcript of both. */
  printed: TranscriptSegment[];
  events: ViewerMessage[];
  tools: string[];
  ticket: Ticket | null;
  left_by: 'caller' | 'agent' | 'stopped' | 'nobody';
  /** The session's last known state, and how long after the conversation it came. */
  end: { state: SessionState; reason: EndReason | null; after_ms: number } | null;
  /** Until the first audible sample of the agent. */
  greeting_ms: number | null;
  silences: HeardSilence[];
  interruptions: Interruption[];
  cut_offs: CutOff[];
  /** Share of words, 0 to 1: what the caller heard against the agent's printed words, what it said against its own. */
  accuracy: { agent: number | null; caller: number | null };
  /** Beside the session that the scenario was made of; null when it was made of none. */
  comparison: Comparison | null;
  recording: Recording;
}
