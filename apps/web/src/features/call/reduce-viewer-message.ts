import { isFinalSessionState, type ViewerMessage } from '@parley/contracts';
import { applyViewerMessage } from '../transcript/apply-viewer-message.ts';
import type { CallState } from './call-state.ts';
import { withoutProblems } from './change-problems.ts';
import { endCall } from './end-call.ts';

/** One event of the transcript socket, and what it means for the call itself. */
export function reduceViewerMessage(state: CallState, message: ViewerMessage): CallState {
  const next = { ...state, transcript: applyViewerMessage(state.transcript, message) };
  if (message.type === 'session_state' && isFinalSessionState(message.state)) {
    return endCall(next, { state: message.state, reason: message.reason, message: message.message });
  }
  const joined = state.phase === 'live' && provesAgent(message);
  return joined ? withoutProblems({ ...next, agentPresent: true }, 'agent_overdue') : next;
}

const provesAgent = (message: ViewerMessage): boolean =>
  (message.type === 'session_state' && message.state === 'active') ||
  (message.type === 'agent_state' && message.state !== 'joining' && message.state !== 'gone') ||
  (message.type === 'transcript' && message.speaker === 'agent');
