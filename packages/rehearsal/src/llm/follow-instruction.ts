import type { Behaviour } from './behaviour.ts';
import type { Dialogue } from './dialogue.ts';
import type { Prompt } from './read-prompt.ts';

const quoted = /\b(?:say|saying|greet|greeting|with|ask|words?)\b[^"“\n]*["“]([^"”\n]+)["”]/i;

/**
 * Speaks unasked, because the last lines of the system prompt tell it to ("Greet the caller", `Say: "…"`).
 * Without such an instruction it offers its help.
 */
export function followInstruction(
  dialogue: Dialogue,
  prompt: Prompt,
  behaviour: Behaviour,
  resume: () => string,
): string {
  const { wording } = behaviour;
  const last = prompt.text.trim().split('\n').at(-1) ?? '';
  const words = quoted.exec(last)?.[1];
  if (words) return words;
  if (/^(the caller|ask|check)\b.*\b(silent|silence|still there|quiet)\b/i.test(last))
    return wording.still_there;
  if (/^(say|wish|bid)\b.*\bgood ?bye\b|^(hang up|end the call)\b/i.test(last)) return wording.goodbye;
  if (dialogue.lastAgentText !== '') return resume();
  if (!/\bgreet/i.test(prompt.text)) return wording.how_can_i_help;
  const greeting = /\bgreet[^"“\n]*["“]([^"”\n]+)["”]/i.exec(prompt.text)?.[1];
  return greeting ?? wording.greet.replace('{business}', prompt.business ? ` ${prompt.business}` : '');
}
