import type { CallState } from '@parley/contracts';

/** From each state the states that may follow it. Whatever is not here is an error. */
export const callTransitions: Record<CallState, readonly CallState[]> = {
  queued: ['dialing', 'ended'],
  dialing: ['ringing', 'active', 'ended', 'parked'],
  ringing: ['active', 'ended', 'parked'],
  active: ['ended'],
  parked: ['queued', 'ended'],
  ended: [],
};

/** The states in which a call holds a line, or may hold one. */
export const liveCallStates: readonly CallState[] = ['dialing', 'ringing', 'active'];

export const canMoveCall = (from: CallState, to: CallState): boolean => callTransitions[from].includes(to);
