import type { AgentState } from '@parley/contracts';
import { type CallState, isInCall } from './call-state.ts';

export type ShownAgentState = AgentState | 'absent';

/** What to say about the agent: before it has told anything it is joining, outside a call absent. */
export function shownAgentState(state: CallState): ShownAgentState {
  if (state.phase === 'starting') return 'joining';
  if (state.phase !== 'live' && state.phase !== 'stopping') return 'absent';
  return state.transcript.agentState ?? (state.agentPresent ? 'initializing' : 'joining');
}

export const agentStateWords: Record<ShownAgentState, string> = {
  absent: 'Not in a call',
  joining: 'Joining',
  initializing: 'Getting ready',
  idle: 'Waiting',
  listening: 'Listening',
  thinking: 'Thinking',
  speaking: 'Speaking',
  gone: 'Left the call',
};

/** The same for the person at the page. */
export function callerStateWords(state: CallState): string {
  if (!isInCall(state)) return agentStateWords.absent;
  if (state.muted) return 'Muted';
  return state.transcript.speaking.caller ? 'Speaking' : 'Silent';
}
