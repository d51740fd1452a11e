import {
  isDurable,
  isFinalSessionState,
  type SessionEvent,
  type SessionId,
  transcriptProtocolVersion,
} from '@parley/contracts';
import { textFrame } from './text-frame.ts';

/** One event on its way to viewers. */
export interface ViewerMessage {
  seq: number;
  /** As it goes over the wire, to whoever watches. */
  frame: Buffer;
  /** May be left out for a viewer that does not keep up. */
  interim: boolean;
  /** The session is over: nothing comes after it. */
  last: boolean;
}

export interface SequencedEvent {
  seq: number;
  at: string | Date;
  event: SessionEvent;
}

export const toViewerMessage = (sessionId: SessionId, { seq, at, event }: SequencedEvent): ViewerMessage => ({
  seq,
  frame: textFrame(
    JSON.stringify({
      v: transcriptProtocolVersion,
      session_id: sessionId,
      seq,
      at: new Date(at).toISOString(),
      ...event,
    }),
  ),
  interim: !isDurable(event),
  last: event.type === 'session_state' && isFinalSessionState(event.state),
});
