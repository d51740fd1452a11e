import { wordsOf } from '../text/plain-text.ts';
import type { Behaviour } from './behaviour.ts';
import type { Dialogue, Pending } from './dialogue.ts';
import type { Prompt } from './read-prompt.ts';

const leastPrefix = 3;

/** Where a question stands in what the agent said: also one that was cut off after three words or more. */
function placeOf(question: string[], said: string[]): number {
  for (let at = said.length - 1; at >= 0; at--) {
    const length = Math.min(question.length, said.length - at);
    const enough = length === question.length || length >= leastPrefix;
    if (enough && question.slice(0, length).every((word, i) => said[at + i] === word)) return at;
  }
  return -1;
}

/** The dialogue after the agent's own words: what they ask for is what it waits for. */
export function noteAgent(dialogue: Dialogue, text: string, prompt: Prompt, behaviour: Behaviour): Dialogue {
  const { wording, questions } = behaviour;
  const asked: [Pending, string][] = [
    ...prompt.facts.map(({ key, question }): [Pending, string] => [key, question]),
    ...prompt.facts.map(({ key }): [Pending, string] => [key, questions[key]]),
    ['phone', wording.more_digits],
    ['confirm', wording.read_back],
    ['confirm', wording.ask_right],
    ['fix', wording.ask_fix],
    ['retry', wording.ask_retry],
    ['offer', wording.ask_message],
    ['anything_else', wording.ask_anything_else],
    ['open', wording.how_can_i_help],
    ['open', wording.what_else],
  ];
  const said = wordsOf(text);
  let pending = dialogue.pending;
  let latest = -1;
  for (const [what, question] of asked) {
    const at = placeOf(wordsOf(question), said);
    if (at > latest) [latest, pending] = [at, what];
  }
  return {
    ...dialogue,
    pending,
    lastAgentText: text.trim() || dialogue.lastAgentText,
    move: { type: 'none' },
  };
}
