import { isFinalSessionState } from '@parley/contracts';
import { type CallDesk, type CallLine, hangUp } from './call-desk.ts';
import type { Outcome } from './outcome-words.ts';
import { sayFailure } from './say-failure.ts';

/** Asks the server how the session ended, when the room closed and the socket did not tell. */
export async function learnOutcome(desk: CallDesk, line: CallLine): Promise<void> {
  if (desk.line !== line || desk.getState().outcome || !line.sessionId) return;
  const outcome = await askOutcome(desk, line.sessionId);
  if (desk.line !== line || desk.getState().phase !== 'live') return;
  await hangUp(desk);
  desk.dispatch({ type: 'outcome_learned', outcome });
  sayFailure(desk, outcome);
}

async function askOutcome(desk: CallDesk, sessionId: string): Promise<Outcome> {
  try {
    const { state, end_reason } = await desk.ports.client.getTranscript(sessionId);
    if (isFinalSessionState(state)) return { state, reason: end_reason };
  } catch {
    // The server is away: that the room is closed is all there is to say.
  }
  return { state: 'failed', reason: 'room_lost' };
}
