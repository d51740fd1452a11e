import type { AgentConfig } from '@parley/contracts';
import type { ExpectedAnswer } from './judge-words.ts';

type Fact = AgentConfig['collect'][number];

const kinds: { kind: Exclude<ExpectedAnswer, 'open'>; asks: RegExp }[] = [
  { kind: 'email', asks: /\b(e-?mail|correo|electr[oó]nico)\b/i },
  {
    kind: 'phone',
    asks: /\b(phone|telephone|number (can|could|may|should|do) (we|i)|reach you at|call you back|tel[eé]fono|n[uú]mero|telefonnummer|rufnummer)\b/i,
  },
  { kind: 'address', asks: /\b(address|which property|where do you live|direcci[oó]n|adresse|anschrift)\b/i },
];
const kindOfFact: Partial<Record<Fact['type'], Exclude<ExpectedAnswer, 'open'>>> = {
  phone: 'phone',
  email: 'email',
  address: 'address',
};

/** What the agent's last sentence asks for: a fact of its flow by its own question, else by the words. */
export function expectedAnswer(said: string, facts: readonly Fact[]): ExpectedAnswer {
  const question = lastQuestion(said);
  if (question === undefined) return 'open';
  const lower = question.toLowerCase();
  const fact = facts.find(({ label }) => label !== '' && lower.includes(label.toLowerCase()));
  const kind = fact && kindOfFact[fact.type];
  return kind ?? kinds.find(({ asks }) => asks.test(question))?.kind ?? 'open';
}

const lastQuestion = (said: string): string | undefined =>
  said
    .split(/(?<=[.?!])\s+/)
    .filter(Boolean)
    .at(-1);
