import { wordsOf } from '../text/plain-text.ts';
import { readNumbers } from '../text/read-numbers.ts';
import type { Move } from './dialogue.ts';
import type { Prompt } from './read-prompt.ts';

const shortestWord = 4;

/**
 * A recorded menu asks for a key ("press two for repairs"): the one whose words the prompt knows, else the last, which
 * is a person's. Only for who can press keys.
 */
export function hearMenu(plain: string, prompt: Prompt): Move | undefined {
  if (!prompt.tools.has('send_digits')) return undefined;
  const options = plain.split(/\bpress(?:ed)? /).slice(1);
  const keyed = options.flatMap((option) => {
    const [key, ...label] = readNumbers(option.split(' '), { homophones: true });
    return key?.number === undefined ? [] : { key: key.number, label: label.map(({ text }) => text) };
  });
  const known = new Set(wordsOf(prompt.text));
  const wanted = keyed.find(({ label }) =>
    label.some((word) => word.length >= shortestWord && known.has(word)),
  );
  const chosen = wanted ?? keyed.at(-1);
  return chosen && { type: 'press', digits: chosen.key };
}
