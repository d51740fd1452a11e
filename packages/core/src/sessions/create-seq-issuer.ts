import type { SessionId } from '@parley/contracts';

export interface SeqIssuer {
  /** The next free number of the session, not below `atLeast`; nobody gets it again. */
  issueSeq(sessionId: SessionId, atLeast: number): number;
  /** Forgets a session that is over. */
  forgetSession(sessionId: SessionId): void;
}

/** One per process: the place where stored and interim events of a session get their numbers, each its own. */
export function createSeqIssuer(): SeqIssuer {
  const last = new Map<SessionId, number>();
  return {
    issueSeq(sessionId, atLeast) {
      const seq = Math.max(atLeast, (last.get(sessionId) ?? -1) + 1);
      last.set(sessionId, seq);
      return seq;
    },
    forgetSession: (sessionId) => void last.delete(sessionId),
  };
}
