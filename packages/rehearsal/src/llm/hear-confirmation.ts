import { plainText } from '../text/plain-text.ts';
import { type Behaviour, type FactKey, type Facts, factKeys } from './behaviour.ts';
import type { Dialogue } from './dialogue.ts';
import { asReason, extractFacts } from './extract-facts.ts';
import { extractReason } from './extract-reason.ts';
import { agrees, hasIntent } from './has-intent.ts';
import type { Prompt } from './read-prompt.ts';

const mentions: Record<FactKey, RegExp> = {
  name: /\bname\b/,
  phone: /\b(phone|telephone|number|digits?)\b/,
  property: /\b(address|property|street|apartment|house|unit)\b/,
  reason: /\b(reason|problem|issue|message)\b/,
};
const newReason = /\b(?:reason|problem|issue|message) (?:is|should be|was) (?:that )?(.+)$/;

/** The caller was read the facts back, or was asked what to change, or whether to try again. */
export function hearConfirmation(
  dialogue: Dialogue,
  text: string,
  prompt: Prompt,
  behaviour: Behaviour,
): Dialogue {
  const plain = plainText(text);
  const changes = correctionsIn(dialogue, text, behaviour);
  const changed = (Object.keys(changes) as FactKey[]).filter((key) => changes[key] !== dialogue.facts[key]);
  if (changed.length > 0) {
    const facts = { ...dialogue.facts, ...changes };
    return { ...dialogue, facts, move: { type: 'confirm_change', facts: changed } };
  }
  if (agrees(plain, behaviour)) return { ...dialogue, move: { type: 'write' } };
  if (dialogue.pending === 'retry' && hasIntent(plain, behaviour, 'no'))
    return { ...dialogue, taking: false, move: { type: 'say', wording: 'of_course', after: 'else' } };

  const denies = hasIntent(plain, behaviour, 'no') || dialogue.pending === 'fix';
  const wrong = prompt.facts.find(({ key }) => mentions[key].test(plain))?.key;
  if (denies && wrong) {
    const facts = { ...dialogue.facts };
    delete facts[wrong];
    return { ...dialogue, facts, partialPhone: '', move: { type: 'next' } };
  }
  if (hasIntent(plain, behaviour, 'question') && !denies)
    return { ...dialogue, move: { type: 'look_up', query: text.trim() } };
  if (denies) return { ...dialogue, move: { type: 'say', wording: 'ask_fix' } };
  return { ...dialogue, move: { type: 'confirm_again' } };
}

function correctionsIn(dialogue: Dialogue, text: string, behaviour: Behaviour): Facts {
  const plain = plainText(text);
  const { facts } = extractFacts(text, behaviour);
  const reason = newReason.exec(plain)?.[1];
  const asReasonIs = reason === undefined ? undefined : extractReason(reason, behaviour);
  if (asReasonIs && !/^(wrong|not)\b/.test(asReasonIs)) facts.reason = asReason(asReasonIs, text);
  if (Object.keys(facts).length > 0 || agrees(plain, behaviour)) return facts;
  return shortCorrection(dialogue, plain, text, behaviour);
}

/** "No, it is John Miller": few words that can only replace one of the facts. */
function shortCorrection(dialogue: Dialogue, plain: string, text: string, behaviour: Behaviour): Facts {
  const replaced = factKeys.filter((key) => mentions[key].test(plain));
  const said = plain.replace(/^(?:no|nope|sorry|not right|that is wrong|it is|its|\||not| )+/, '').trim();
  if (said === '' || replaced.length > 0) return {};
  const name = extractFacts(said, behaviour, 'name').facts.name;
  return name === undefined || dialogue.facts.name === undefined ? {} : { name: capitalised(name, text) };
}

const capitalised = (name: string, text: string): string => {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  const own = at < 0 ? '' : text.slice(at, at + name.length);
  return /\p{Lu}/u.test(own) ? own : name;
};
