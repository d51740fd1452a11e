import type { CallEvent, CallState } from './call-state.ts';
import { withoutProblems, withProblem } from './change-problems.ts';

type RoomEvent = Extract<
  CallEvent,
  {
    type:
      | 'media_reconnecting'
      | 'media_reconnected'
      | 'room_left'
      | 'agent_present'
      | 'agent_overdue'
      | 'room_agent_state'
      | 'room_speakers'
      | 'sound_blocked';
  }
>;

/** What the LiveKit room tells. States and speakers count only while the transcript socket is away. */
export function reduceRoom(state: CallState, event: RoomEvent): CallState {
  switch (event.type) {
    case 'media_reconnecting':
      return withProblem(state, { kind: 'media_reconnecting' });
    case 'media_reconnected':
      return withoutProblems(state, 'media_reconnecting');
    case 'room_left':
      return leave(state, event.cause);
    case 'agent_present':
      return withoutProblems({ ...state, agentPresent: event.present }, ...(event.present ? overdue : []));
    case 'agent_overdue':
      return state.phase === 'live' && !state.agentPresent
        ? withProblem(state, { kind: 'agent_overdue' })
        : state;
    case 'room_agent_state':
      return state.socketOpen
        ? state
        : { ...state, transcript: { ...state.transcript, agentState: event.state } };
    case 'room_speakers':
      return state.socketOpen
        ? state
        : {
            ...state,
            transcript: { ...state.transcript, speaking: { caller: event.caller, agent: event.agent } },
          };
    case 'sound_blocked':
      return event.blocked
        ? withProblem(state, { kind: 'sound_blocked' })
        : withoutProblems(state, 'sound_blocked');
  }
}

const overdue = ['agent_overdue'] as const;

/** A closed room is the session's end, whose reason comes by the socket. The other causes are ours to tell. */
function leave(state: CallState, cause: Extract<RoomEvent, { type: 'room_left' }>['cause']): CallState {
  if (state.phase !== 'live') return state;
  const left = withoutProblems(
    { ...state, microphonePublished: false, agentPresent: false },
    'media_reconnecting',
  );
  if (cause === 'closed') return left;
  return withProblem({ ...left, phase: 'over' }, { kind: cause === 'lost' ? 'media_lost' : cause });
}
