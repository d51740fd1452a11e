import type { CallAnalysis, SessionAnalysis } from '@parley/contracts';
import { formatWhen } from '../../lib/format-when.ts';

type Entry<K extends 'sentiment' | 'success_factors' | 'follow_ups'> = CallAnalysis[K][number];

export const moodWords: Record<Entry<'sentiment'>['mood'], string> = {
  very_negative: 'Very negative',
  negative: 'Negative',
  neutral: 'Neutral',
  positive: 'Positive',
  very_positive: 'Very positive',
};
export const effectWords: Record<Entry<'success_factors'>['effect'], string> = {
  helped: 'Helped',
  hindered: 'Hindered',
};
export const whoWords: Record<Entry<'follow_ups'>['who'], string> = {
  business: 'You',
  caller: 'The caller',
};

/** How it stands with an analysis that is not done: what is shown beside it, or instead of it. */
export function stateWords({
  state,
  message,
  attempts,
  next_attempt_at: next,
}: Pick<SessionAnalysis, 'state' | 'message' | 'attempts' | 'next_attempt_at'>): string {
  if (state !== 'pending') return message ?? '';
  if (message === null || next === null) return 'The call is being analysed.';
  const tries = attempts === 1 ? 'once' : `${attempts} times`;
  return `Tried ${tries}. ${message} It is tried again ${formatWhen(next)}.`;
}
