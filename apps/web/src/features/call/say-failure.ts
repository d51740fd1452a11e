import type { CallDesk } from './call-desk.ts';
import { type Outcome, outcomeWords } from './outcome-words.ts';

/** A session that failed is told in sound too: its caller may be waiting without looking. */
export function sayFailure(desk: CallDesk, outcome: Outcome): void {
  const { title, advice } = outcomeWords(outcome);
  if (outcome.state === 'failed') desk.ports.sayAloud(`${title}. ${advice}`);
}
