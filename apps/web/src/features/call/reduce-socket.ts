import type { WatchState } from '@parley/api-client';
import type { CallState } from './call-state.ts';
import { withoutProblems, withProblem } from './change-problems.ts';

/** The transcript socket's fate. It may come and go: the call does not depend on it. */
export function reduceSocket(state: CallState, socket: WatchState): CallState {
  if (state.phase === 'over' || state.phase === 'idle') return state;
  switch (socket.state) {
    case 'open':
      return withoutProblems({ ...state, socketOpen: true }, 'socket_reconnecting');
    case 'reconnecting':
      return withProblem({ ...state, socketOpen: false }, { kind: 'socket_reconnecting' });
    case 'refused':
      return withProblem(withoutProblems({ ...state, socketOpen: false }, 'socket_reconnecting'), {
        kind: 'socket_refused',
        detail: socket.error?.detail,
      });
    case 'connecting':
    case 'ended':
    case 'stopped':
      return { ...state, socketOpen: false };
  }
}
