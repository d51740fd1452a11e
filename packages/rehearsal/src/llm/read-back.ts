import { sayDigits } from '../text/say-digits.ts';
import type { Behaviour, FactKey, Facts } from './behaviour.ts';
import type { Prompt } from './read-prompt.ts';

/** The caller's words turned round: "my sink" is said back as "your sink". */
function asListener(text: string): string {
  const turned: Record<string, string> = {
    my: 'your',
    our: 'your',
    i: 'you',
    we: 'you',
    me: 'you',
    us: 'you',
    mine: 'yours',
    am: 'are',
  };
  return text
    .replace(/\b(my|our|i|we|me|us|mine|am)\b/gi, (word) => turned[word.toLowerCase()] ?? word)
    .replace(/^(Your|You|The|There|A|An|It|Water)\b/, (word) => word.toLowerCase());
}

function spoken(key: FactKey, value: string): string {
  if (key === 'phone') return sayDigits(value.replace(/\D/g, ''));
  return key === 'reason' ? asListener(value) : value;
}

/** The facts as they are read to the caller, in the prompt's order. */
export function readBack(keys: FactKey[], facts: Facts, prompt: Prompt, behaviour: Behaviour): string {
  const templates = behaviour.wording.read_back_fact;
  return prompt.facts
    .filter(({ key }) => keys.includes(key) && facts[key] !== undefined)
    .map(({ key }) => templates[key].replace('{value}', () => spoken(key, facts[key] as string)))
    .join(' ');
}
