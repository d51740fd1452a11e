/** `transferring`: the other side was asked to call somebody else, and has not told how that went. */
export type CallState = 'trying' | 'dialing' | 'ringing' | 'active' | 'transferring' | 'ended';

/** Inbound from `trying`, outbound from `dialing`. A pin is asked in an active call. */
const next: Record<CallState, readonly CallState[]> = {
  trying: ['ringing', 'active', 'ended'],
  dialing: ['ringing', 'active', 'ended'],
  ringing: ['active', 'ended'],
  active: ['transferring', 'ended'],
  transferring: ['active', 'ended'],
  ended: [],
};

export const mayBecome = (from: CallState, to: CallState): boolean => next[from].includes(to);
