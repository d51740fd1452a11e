import {
  type EndReason,
  endedReasons,
  failedReasons,
  finalSessionStates,
  type SessionState,
} from '@parley/contracts';

/** From each state the states that may follow it. Whatever is not here is an error. */
export const sessionTransitions: Record<SessionState, readonly SessionState[]> = {
  created: ['connecting', 'ending', 'ended', 'failed'],
  connecting: ['active', 'ending', 'ended', 'failed'],
  active: ['ending', 'ended', 'failed'],
  ending: ['ended', 'failed'],
  ended: [],
  failed: [],
};

/** The states in which a session holds its room. */
export const liveSessionStates = (Object.keys(sessionTransitions) as SessionState[]).filter(
  (state) => !(finalSessionStates as readonly SessionState[]).includes(state),
);

export const canTransition = (from: SessionState, to: SessionState): boolean =>
  sessionTransitions[from].includes(to);

/** Which reasons a state may carry: `ending` says already why the session will be `ended` or `failed`. */
export function reasonFits(state: SessionState, reason: EndReason): boolean {
  const allowed: readonly EndReason[] =
    state === 'ended'
      ? endedReasons
      : state === 'failed'
        ? failedReasons
        : state === 'ending'
          ? [...endedReasons, ...failedReasons]
          : [];
  return allowed.includes(reason);
}
