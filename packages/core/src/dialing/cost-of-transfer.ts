import type { CallTransfer } from '@parley/contracts';
import type { dials } from '@parley/db';
import { costOf } from './rate-of.ts';

type Dial = Pick<typeof dials.$inferSelect, 'centsPerMinute' | 'reservedCents'>;

/**
 * What a transfer has cost that is over at `now`, in cents: from the answer on, nothing without one. How long a caller
 * talks who was passed on cold nobody sees, nor whether one who is gone meanwhile has reached somebody: all that was
 * held is spent.
 */
export function costOfTransfer(transfer: CallTransfer, dial: Dial, now: Date): number {
  const { mode, state, answered_at: answeredAt } = transfer;
  if (mode === 'cold') return state === 'failed' ? 0 : dial.reservedCents;
  if (!answeredAt) return 0;
  return costOf((now.getTime() - Date.parse(answeredAt)) / 1000, dial.centsPerMinute);
}
