import { answerFromPrompt } from './answer-from-prompt.ts';
import type { Behaviour, FactKey, WordingName } from './behaviour.ts';
import type { Reply } from './chat.ts';
import { type Dialogue, nextMissing, type Pending } from './dialogue.ts';
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
  const resume = (): string => askAgain(dialogue, prompt, behaviour);
  const moveOn = (): string => (dialogue.taking ? resume() : word('ask_anything_else'));

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
      const endings = { resume: resume(), else: word('ask_anything_else') };
      return say(word(move.wording), move.after && endings[move.after]);
    }
    case 'repeat':
      return say(dialogue.lastAgentText || resume());
    case 'look_up':
      if (prompt.tools.has('lookup_knowledge'))
        return { toolCalls: [{ name: 'lookup_knowledge', arguments: { query: move.query } }] };
      return say(answerFromPrompt(prompt.text, move.query) ?? word('plain_unknown'), moveOn());
    case 'answer':
      return say(move.answer, moveOn());
    case 'unknown': {
      const offers = !dialogue.taking && !dialogue.written && prompt.facts.length > 0;
      return say(word('unknown'), offers ? word('ask_message') : moveOn());
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
    case 'press':
      return { toolCalls: [{ name: 'send_digits', arguments: { digits: move.digits } }] };
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

/** The question that the caller has not answered yet. */
function askAgain(dialogue: Dialogue, prompt: Prompt, { wording, questions }: Behaviour): string {
  const missing = dialogue.taking ? nextMissing(dialogue, prompt) : undefined;
  if (missing) return prompt.facts.find(({ key }) => key === missing)?.question ?? questions[missing];
  const open: Partial<Record<Pending, string>> = {
    fix: wording.ask_fix,
    retry: wording.ask_retry,
    offer: wording.ask_message,
    open: wording.how_can_i_help,
  };
  return open[dialogue.pending] ?? (dialogue.taking ? wording.ask_right : wording.ask_anything_else);
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
