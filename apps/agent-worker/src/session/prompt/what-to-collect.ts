import type { CollectedFact } from '@parley/contracts';
import type { FillIn } from '../call-variables.ts';
import { section } from './section.ts';

const typeHint: Record<CollectedFact['type'], string> = {
  text: '',
  phone: '',
  email: ' (ask for the spelling)',
  number: ' (a number)',
  date: ' (a date; ask for day and month)',
  time: ' (a time of day)',
  address: ' (an address)',
  yes_no: ' (yes or no)',
  choice: '',
};

function factLine(
  { key, question, type, choices, required, ask_when: when }: CollectedFact,
  fillIn: FillIn,
): string {
  const hint = type === 'choice' ? ` (one of: ${choices.join(', ')})` : typeHint[type];
  const only = when === '' ? '' : `; only when ${when}`;
  return `- ${key}${hint}: "${fillIn(question)}"${only}${required ? '' : '; may be left open'}`;
}

export function whatToCollect(facts: readonly CollectedFact[], fillIn: FillIn): string[] {
  if (facts.length === 0) return [];
  const spoken = facts.filter(({ read_back }) => read_back).map(({ label }) => label);
  const confirm =
    spoken.length === 0
      ? 'When you have all of them, call create_ticket.'
      : `When you have all of them, read back what was told (${spoken.join(', ')}; telephone numbers digit by digit) and ask whether it is right. Correct what is wrong and read it back again.
Call create_ticket once the caller has confirmed, and not before.`;
  return [
    section(
      'What to collect',
      `When the caller reports a problem, wants something done or wants to be called back, collect these facts in this order, with these questions; skip what they have told already:
${facts.map((fact) => factLine(fact, fillIn)).join('\n')}
${confirm} One ticket is enough for one call.
If create_ticket refuses a field, ask for that field again and call it again.`,
    ),
  ];
}
