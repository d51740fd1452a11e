import { wordsOf } from '../text/plain-text.ts';

/** Whether the agent wants to hear the last words again. */
export const asksToRepeat = (text: string): boolean =>
  /\b(say (it|that) (again|once more)|repeat (it|that)|please go on)\b/.test(wordsOf(text).join(' '));
