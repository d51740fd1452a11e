import { plainText } from '../text/plain-text.ts';
import type { Behaviour, FactKey } from './behaviour.ts';
import type { Dialogue } from './dialogue.ts';
import { asReason, extractFacts } from './extract-facts.ts';
import { extractReason } from './extract-reason.ts';
import { hasIntent } from './has-intent.ts';
import { joinPhone } from './join-phone.ts';

/** The caller answers the question for a fact, tells another, or asks something back. */
export function hearAnswer(dialogue: Dialogue, asked: FactKey, text: string, behaviour: Behaviour): Dialogue {
  const plain = plainText(text);
  const troubled = hasIntent(plain, behaviour, 'problem', 'request');
  const asks = hasIntent(plain, behaviour, 'question') && !troubled && asked !== 'reason';
  const found = extractFacts(text, behaviour, asks || (troubled && asked === 'name') ? undefined : asked);
  const phone = joinPhone(dialogue.partialPhone, found);
  const facts = { ...dialogue.facts, ...found.facts, ...(phone.phone ? { phone: phone.phone } : {}) };
  const reason = extractReason(found.rest, behaviour);
  if (reason && (asked === 'reason' || (troubled && facts.reason === undefined)))
    facts.reason = asReason(reason, text);

  const heard = { ...dialogue, facts, partialPhone: phone.partial };
  if (facts[asked] !== undefined) return { ...heard, move: { type: 'next' } };
  if (asked === 'phone' && phone.partial !== '') return { ...heard, move: { type: 'more_digits' } };
  const told = Object.keys(facts).length > Object.keys(dialogue.facts).length;
  if (told) return { ...heard, move: { type: 'next' } };
  if (asks) return { ...heard, move: { type: 'look_up', query: text.trim() } };
  return { ...heard, move: { type: 'ask_again', fact: asked } };
}
