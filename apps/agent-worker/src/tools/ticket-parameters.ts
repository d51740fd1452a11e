import type { CollectedFact, CreateTicketBody } from '@parley/contracts';
import { z } from 'zod';

/** Facts with a field of their own on the ticket. */
export const ticketFields = ['name', 'phone', 'property', 'reason'] as const;
export type TicketField = (typeof ticketFields)[number];
const isTicketField = (key: string): key is TicketField => ticketFields.some((field) => field === key);

export type TicketArguments = Record<string, string | number | boolean | undefined>;

const kinds: Record<CollectedFact['type'], string> = {
  text: '',
  phone: ' In digits.',
  email: ' An e-mail address.',
  number: '',
  date: ' As YYYY-MM-DD.',
  time: ' As HH:MM, 24 hours.',
  address: '',
  yes_no: '',
  choice: '',
};

function schemaOf({ label, type, choices, required, ask_when: when }: CollectedFact): z.ZodType {
  const optional = !required || when !== '';
  const only = when === '' ? '' : ` Only when ${when}.`;
  const about = `${label}, as the caller told it.${kinds[type]}${only}`;
  const value = type === 'number' ? z.number() : type === 'yes_no' ? z.boolean() : textOf(choices);
  const described = value.describe(about);
  return optional ? described.optional() : described;
}

const textOf = (choices: readonly string[]): z.ZodType =>
  choices.length > 0 ? z.enum(choices as [string, ...string[]]) : z.string();

/** What the model fills in: one parameter for each fact that the agent collects, and a summary. */
export const ticketParameters = (facts: readonly CollectedFact[]) =>
  z.object({
    ...Object.fromEntries(facts.map((fact) => [fact.key, schemaOf(fact)])),
    summary: z.string().optional().describe('The call in one or two sentences, for the staff.'),
  });

/** The ticket's own fields apart from the other facts; what was not told is left out. */
export function toTicketBody({ summary, ...told }: TicketArguments): CreateTicketBody {
  const given = Object.entries(told).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const own = given.filter(([key]) => isTicketField(key)).map(([key, value]) => [key, String(value)]);
  const facts = given.filter(([key]) => !isTicketField(key));
  return {
    ...Object.fromEntries(own),
    ...(summary === undefined ? {} : { summary: String(summary) }),
    ...(facts.length === 0 ? {} : { facts: Object.fromEntries(facts) as CreateTicketBody['facts'] }),
  };
}
