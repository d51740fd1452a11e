import { wordsOf } from '../text/plain-text.ts';

/** Whether the agent only says that it needs a moment: whoever is told so waits. */
export const asksForPatience = (text: string): boolean =>
  /^(just )?(one|a) moment( please)?$/.test(wordsOf(text).join(' '));
