import { applyTypedMessage, withdrawTypedMessage } from '../transcript/apply-typed-message.ts';
import { type CallEvent, type CallState, idleCall } from './call-state.ts';
import { microphoneKinds, withoutProblems, withProblem } from './change-problems.ts';
import { endCall } from './end-call.ts';
import { reduceRoom } from './reduce-room.ts';
import { reduceSocket } from './reduce-socket.ts';
import { reduceViewerMessage } from './reduce-viewer-message.ts';

/** The call after an event. Pure: what has to be done about it is `createCall`'s business. */
export function reduceCall(state: CallState, event: CallEvent): CallState {
  switch (event.type) {
    case 'forgotten':
      return idleCall;
    case 'start_requested':
      return { ...idleCall, phase: 'starting', step: 'session', room: event.room };
    case 'session_created':
      return { ...state, step: 'token', sessionId: event.sessionId };
    case 'token_received':
      return { ...state, step: 'room' };
    case 'room_joined':
      return { ...state, phase: 'live', step: null, joinedAt: event.at };
    case 'start_failed':
      return withProblem({ ...state, phase: 'idle', step: null }, event.problem);
    case 'microphone_published':
      return withoutProblems({ ...state, microphonePublished: true }, ...microphoneKinds);
    case 'microphone_failed':
      return withProblem(withoutProblems({ ...state, microphonePublished: false }, ...microphoneKinds), {
        kind: `microphone_${event.failure}`,
      });
    case 'muted':
      return { ...state, muted: event.muted };
    case 'typed':
      return {
        ...withoutProblems(state, 'message_not_sent'),
        unsentText: null,
        transcript: applyTypedMessage(state.transcript, event),
      };
    case 'typing_failed':
      return withProblem(
        { ...state, unsentText: event.text, transcript: withdrawTypedMessage(state.transcript, event.id) },
        { kind: 'message_not_sent' },
      );
    case 'viewer_message':
      return reduceViewerMessage(state, event.message);
    case 'outcome_learned':
      return endCall(state, event.outcome);
    case 'stop_requested':
      return { ...state, phase: 'stopping' };
    case 'stop_failed':
      return withProblem(state, { kind: 'stop_failed' });
    case 'stopped':
      return state.outcome || state.sessionId === null
        ? { ...state, phase: state.outcome ? 'over' : 'idle' }
        : endCall(state, { state: 'ended', reason: 'stopped' });
    case 'dismissed':
      return withoutProblems(state, event.kind);
    case 'socket':
      return reduceSocket(state, event.state);
    default:
      return reduceRoom(state, event);
  }
}
