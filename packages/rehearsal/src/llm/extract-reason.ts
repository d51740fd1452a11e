import type { Behaviour } from './behaviour.ts';
import { stripPhrases } from './strip-phrases.ts';

/** What the caller wants, in the caller's own words, without greeting and introduction; undefined when nothing is left. */
export function extractReason(plain: string, behaviour: Behaviour): string | undefined {
  const { before_reason, after_reason } = behaviour.strip;
  let reason = plain.trim();
  for (let before = ''; before !== reason; ) {
    before = reason;
    reason = stripPhrases(stripPhrases(reason, before_reason), after_reason);
  }
  const words = reason.replace(/ \| /g, ', ').trim();
  return words === '' ? undefined : words;
}
