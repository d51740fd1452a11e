import { sentenceCase } from '../text/letter-case.ts';
import { plainText } from '../text/plain-text.ts';
import type { Behaviour } from './behaviour.ts';
import type { Dialogue, Move } from './dialogue.ts';
import { asReason, extractFacts } from './extract-facts.ts';
import { extractReason } from './extract-reason.ts';
import { agrees, hasIntent } from './has-intent.ts';
import type { Prompt } from './read-prompt.ts';

/** The caller may say anything: asks, reports, thanks, or answers an offer. */
export function hearOpenly(dialogue: Dialogue, text: string, prompt: Prompt, behaviour: Behaviour): Dialogue {
  const plain = plainText(text);
  const wants = wantsTicket(plain, behaviour);
  const asks = hasIntent(plain, behaviour, 'question');
  if (!wants && !asks) {
    const answered = answerToOffer(dialogue, plain, prompt, behaviour);
    if (answered) return answered;
  }
  const found = extractFacts(text, behaviour);
  const heard = { ...dialogue, facts: { ...dialogue.facts, ...found.facts } };
  if (wants && prompt.facts.length > 0) {
    if (dialogue.written) return { ...heard, move: { type: 'say', wording: 'one_ticket', after: 'else' } };
    const reason = extractReason(found.rest, behaviour);
    if (reason) heard.facts.reason = asReason(reason, text);
    const sorry = hasIntent(plain, behaviour, 'problem');
    return { ...heard, taking: true, move: { type: 'begin', sorry } };
  }
  return { ...heard, move: openMove(plain, text, behaviour) };
}

/** A problem told, or something to be done; "what do I do if there is a leak" only asks. */
function wantsTicket(plain: string, behaviour: Behaviour): boolean {
  if (hasIntent(plain, behaviour, 'request')) return !/^(how|when|where|what) /.test(plain);
  if (!hasIntent(plain, behaviour, 'problem')) return false;
  const stated = /\b(my|our|there is|the|we|i) .*/.test(plain);
  return (
    stated &&
    !/^((hello|hi|hey|so|and|please) |\| )*(what|how|who|when|where|if|do|does|is|are|can|could) /.test(plain)
  );
}

function answerToOffer(
  dialogue: Dialogue,
  plain: string,
  prompt: Prompt,
  behaviour: Behaviour,
): Dialogue | undefined {
  const declines = hasIntent(plain, behaviour, 'no', 'done');
  const accepts = agrees(plain, behaviour);
  if (dialogue.pending === 'offer' && accepts && prompt.facts.length > 0) {
    const { unanswered, facts } = dialogue;
    const reason = facts.reason ?? (unanswered && sentenceCase(unanswered));
    return {
      ...dialogue,
      taking: true,
      facts: reason === undefined ? facts : { ...facts, reason },
      move: { type: 'begin', sorry: false },
    };
  }
  if (dialogue.pending === 'offer' && declines)
    return { ...dialogue, move: { type: 'say', wording: 'of_course', after: 'else' } };
  if (dialogue.pending === 'anything_else' && (declines || hasIntent(plain, behaviour, 'thanks')))
    return { ...dialogue, move: { type: 'goodbye' } };
  if (hasIntent(plain, behaviour, 'done')) return { ...dialogue, move: { type: 'goodbye' } };
  if (accepts && plain.split(' ').length <= 4)
    return { ...dialogue, move: { type: 'say', wording: 'what_else' } };
  return undefined;
}

function openMove(plain: string, text: string, behaviour: Behaviour): Move {
  if (hasIntent(plain, behaviour, 'hello')) return { type: 'say', wording: 'how_can_i_help' };
  if (hasIntent(plain, behaviour, 'thanks')) return { type: 'say', wording: 'welcome', after: 'else' };
  const enough = hasIntent(plain, behaviour, 'question') || plain.split(' ').length >= 3;
  return enough
    ? { type: 'look_up', query: text.trim() }
    : { type: 'say', wording: 'not_understood', after: 'resume' };
}
