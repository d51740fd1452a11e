import type { CallState } from './call-state.ts';
import { microphoneKinds, withoutProblems } from './change-problems.ts';
import type { Outcome } from './outcome-words.ts';

/** The call is over for good: what only mattered while it lasted goes away. */
export function endCall(state: CallState, outcome: Outcome): CallState {
  const calm = withoutProblems(
    state,
    ...microphoneKinds,
    'media_reconnecting',
    'socket_reconnecting',
    'agent_overdue',
    'sound_blocked',
    'message_not_sent',
  );
  return {
    ...calm,
    phase: 'over',
    step: null,
    outcome,
    agentPresent: false,
    socketOpen: false,
    microphonePublished: false,
    transcript: {
      ...state.transcript,
      agentState: 'gone',
      speaking: { caller: false, agent: false },
    },
  };
}
