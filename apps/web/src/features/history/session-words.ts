import { isFinalSessionState, type Session } from '@parley/contracts';
import { outcomeWords } from '../call/outcome-words.ts';

/** A session's state in a few words; a finished one says why it ended. */
export function sessionWords(session: Pick<Session, 'state' | 'end_reason'>): string {
  switch (session.state) {
    case 'created':
    case 'connecting':
      return 'Waiting for the agent';
    case 'active':
      return 'Going on now';
    case 'ending':
      return 'Ending';
    case 'ended':
    case 'failed':
      return outcomeWords({ state: session.state, reason: session.end_reason }).title;
  }
}

/** Milliseconds that the session lasted, up to now while it is live; null if it never became active. */
export function sessionLength(
  session: Pick<Session, 'state' | 'active_at' | 'ended_at'>,
  now: number,
): number | null {
  if (session.active_at === null) return null;
  const end = isFinalSessionState(session.state) && session.ended_at ? Date.parse(session.ended_at) : now;
  return end - Date.parse(session.active_at);
}
