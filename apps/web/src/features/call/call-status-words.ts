import type { CallState } from './call-state.ts';
import { shownAgentState } from './shown-agent-state.ts';
import type { StartStep } from './start-problem.ts';

const steps: Record<StartStep, string> = {
  session: 'Opening the session',
  token: 'Getting a pass for the room',
  room: 'Joining the room',
};

/** The state of the call in one line, for the page and for a screen reader. */
export function callStatusWords(state: CallState): string {
  switch (state.phase) {
    case 'idle':
      return '';
    case 'starting':
      return state.step ? steps[state.step] : 'Starting';
    case 'live': {
      const shown = shownAgentState(state);
      if (shown === 'joining') return 'You are in the room. The agent is joining.';
      if (shown === 'gone') return 'The agent has left the call.';
      return state.transcript.ticket ? 'The agent has written a ticket.' : 'You are talking with the agent.';
    }
    case 'stopping':
      return 'Ending the call';
    case 'over':
      return 'The call is over.';
  }
}
