import { answerFromPrompt } from './answer-from-prompt.ts';
import type { Behaviour, FactKey, WordingName } from './behaviour.ts';
import type { Reply } from './chat.ts';
import { type Dialogue, nextMissing } from './dialogue.ts';
import { followInstruction } from './follow-instruction.ts';
import { readBack } from './read-back.ts';
import type { Prompt } from './read-prompt.ts';

/** What to say and which tools to call, given where the conversation stands. */
export function decide(dialogue: Dialogue, prompt: Prompt, behaviour: Behaviour): Reply {
  const { move } = dialogue;
  const { wording } = behaviour;
  const say = (...parts: (string | undefined)[]): Reply => ({ content: parts.filter(Boolean).join(' ') });
  const word = (name: WordingName): string => fill(wording[name], prompt);
  const next = (...before: string[]): Reply => say(...before, askNext(dialogue, prompt, behaviour));
  const resume = (): string => resumption(dialogue, prompt, behaviour);

  switch (move.type) {
    case 'none':
      return {};
    case 'instructed':
      return say(followInstruction(dialogue, prompt, behaviour, resume));
    case 'scripted':
      return {
        ...(move.reply.say ? { content: move.reply.say } : {}),
        ...(move.reply.call ? { toolCalls: [move.reply.call] } : {}),
      };
    case 'say': {
      const endings = { resume: resume(), help: word('how_can_i_help'), else: word('ask_anything_else') };
      return say(word(move.wording), move.after && endings[move.after]);
    }
    case 'repeat':
      return say(dialogue.lastAgentText || resume());
    case 'look_up':
      if (prompt.tools.has('lookup_knowledge'))
        return { toolCalls: [{ name: 'lookup_knowledge', arguments: { query: move.query } }] };
      return say(answerFromPrompt(prompt.text, move.query) ?? word('plain_unknown'), resume());
    case 'answer':
      return say(move.answer, resume());
    case 'unknown': {
      const offers = !dialogue.taking && !dialogue.written && prompt.facts.length > 0;
      return say(word('unknown'), offers ? word('ask_message') : resume());
    }
    case 'begin':
      return next(word(move.sorry ? 'sorry_to_hear' : 'of_course'));
    case 'next':
      return next(acknowledgement(dialogue, behaviour));
    case 'ask_again':
      return say(word('not_caught'), questionFor(move.fact, prompt, behaviour));
    case 'more_digits':
      return say(word('more_digits'));
    case 'confirm_change':
      if (nextMissing(dialogue, prompt)) return next(word('changed'));
      return say(word('changed'), readBack(move.facts, dialogue.facts, prompt, behaviour), word('ask_right'));
    case 'confirm_again':
      return next();
    case 'write':
      if (nextMissing(dialogue, prompt)) return next();
      return { toolCalls: [{ name: 'create_ticket', arguments: ticketOf(dialogue) }] };
    case 'written':
      return say(word('written'), word('ask_anything_else'));
    case 'refused':
      return move.fact
        ? say(word('field_refused'), questionFor(move.fact, prompt, behaviour))
        : say(word('not_written'), word('ask_retry'));
    case 'goodbye':
      return {
        content: word('goodbye'),
        ...(prompt.tools.has('end_call') ? { toolCalls: [{ name: 'end_call', arguments: {} }] } : {}),
      };
  }
}

const fill = (template: string, prompt: Prompt): string =>
  template.replace(
    '{business}',
    prompt.business ? ` ${template.includes('calling') ? '' : 'of '}${prompt.business}` : '',
  );

const questionFor = (key: FactKey, prompt: Prompt, behaviour: Behaviour): string =>
  prompt.facts.find((fact) => fact.key === key)?.question ?? behaviour.questions[key];

function askNext(dialogue: Dialogue, prompt: Prompt, behaviour: Behaviour): string {
  const missing = nextMissing(dialogue, prompt);
  if (missing) return questionFor(missing, prompt, behaviour);
  const { read_back, ask_right } = behaviour.wording;
  return `${read_back} ${readBack(prompt.readBack, dialogue.facts, prompt, behaviour)} ${ask_right}`;
}

/** Goes on where the conversation was before a digression. */
function resumption(dialogue: Dialogue, prompt: Prompt, behaviour: Behaviour): string {
  const { ask_right, ask_fix, ask_retry, ask_anything_else, how_can_i_help } = behaviour.wording;
  if (!dialogue.taking) return dialogue.lastAgentText === '' ? how_can_i_help : ask_anything_else;
  const missing = nextMissing(dialogue, prompt);
  if (missing) return questionFor(missing, prompt, behaviour);
  return { fix: ask_fix, retry: ask_retry }[dialogue.pending as string] ?? ask_right;
}

function acknowledgement({ facts }: Dialogue, { wording }: Behaviour): string {
  const told = Object.keys(facts).length;
  return wording.acknowledge[told % wording.acknowledge.length] as string;
}

function ticketOf({ facts }: Dialogue): Record<string, string> {
  const { name, phone, property, reason } = facts;
  const summary = [name, property, reason && `${reason}.`].filter(Boolean).join(', ');
  return {
    ...facts,
    ...(name && phone && property && reason ? { summary: `${summary} Call back: ${phone}.` } : {}),
  };
}
