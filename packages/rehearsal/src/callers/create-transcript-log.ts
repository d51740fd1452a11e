import type { EndReason, SessionState, Ticket, ViewerMessage } from '@parley/contracts';
import type { Clock } from './mouth.ts';

/** Everything that the transcript socket has told about one session. */
export interface TranscriptLog {
  add(message: ViewerMessage): void;
  readonly events: ViewerMessage[];
  /** The agent's words, interim and final, of what it began to say at or after `ms` on the call's clock. */
  agentSince(ms: number): string;
  readonly ticket: Ticket | null;
  readonly state: { state: SessionState; reason: EndReason | null; message?: string } | null;
  /** Names of the tools that succeeded, in order. */
  readonly tools: string[];
}

export function createTranscriptLog(clock: Clock): TranscriptLog {
  const events: ViewerMessage[] = [];
  const agentSegments = new Map<string, { beganMs: number; text: string }>();
  let ticket: Ticket | null = null;
  let state: TranscriptLog['state'] = null;

  return {
    events,
    add(message) {
      events.push(message);
      if (message.type === 'ticket') ticket = message.ticket;
      if (message.type === 'session_state')
        state = {
          state: message.state,
          reason: message.reason,
          ...(message.message && { message: message.message }),
        };
      if (message.type !== 'transcript' || message.speaker !== 'agent') return;
      const known = agentSegments.get(message.segment_id);
      const spokenAgo = Math.max(0, Date.now() - Date.parse(message.started_at));
      const beganMs = known?.beganMs ?? clock() - spokenAgo;
      agentSegments.set(message.segment_id, { beganMs, text: message.text });
    },
    agentSince: (ms) =>
      [...agentSegments.values()]
        .filter(({ beganMs }) => beganMs >= ms)
        .map(({ text }) => text)
        .join(' '),
    get ticket() {
      return ticket;
    },
    get state() {
      return state;
    },
    get tools() {
      return events.flatMap((event) =>
        event.type === 'tool' && event.status === 'succeeded' ? [event.name] : [],
      );
    },
  };
}
