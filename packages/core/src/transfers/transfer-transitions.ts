import type { TransferState } from '@parley/contracts';

/** From each state the states that may follow it. */
export const transferTransitions: Record<TransferState, readonly TransferState[]> = {
  dialing: ['ringing', 'briefing', 'completed', 'failed'],
  ringing: ['briefing', 'completed', 'failed'],
  briefing: ['joining', 'failed'],
  joining: ['completed', 'failed'],
  completed: [],
  failed: [],
};

export const canMoveTransfer = (from: TransferState, to: TransferState): boolean =>
  transferTransitions[from].includes(to);
