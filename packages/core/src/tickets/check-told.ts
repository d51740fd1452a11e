import {
  type CollectedFact,
  collectedFactSchema,
  type FieldIssue,
  type TicketFacts,
} from '@parley/contracts';
import { checkFact } from '../agents/check-fact.ts';
import { DomainError } from '../domain-error.ts';

/** Facts that are columns of a ticket, with their longest text. */
const columns = { name: 120, phone: 40, property: 200, reason: 1000 } as const;
type Column = keyof typeof columns;
const isColumn = (key: string): key is Column => Object.hasOwn(columns, key);

interface Told extends Partial<Record<Column, string>> {
  facts?: TicketFacts | undefined;
}
type CheckedTold = Record<Column, string> & { facts: TicketFacts };

/**
 * What a caller told, checked by what the agent collects and brought into one form. What was not told is ''.
 * @param today the day of the call, YYYY-MM-DD.
 * @throws DomainError `VALIDATION_FAILED`, for each fact that is missing or wrong what to ask.
 */
export function checkTold(told: Told, collect: readonly CollectedFact[], today: string): CheckedTold {
  const issues: FieldIssue[] = [];
  const checked: CheckedTold = { name: '', phone: '', property: '', reason: '', facts: {} };
  for (const fact of withColumns(collect)) {
    const { key, label, question, required, ask_when: askWhen } = fact;
    const path = isColumn(key) ? key : `facts.${key}`;
    const value = isColumn(key) ? told[key] : ownValue(told.facts, key);
    if (value === undefined || value === '') {
      const missing = `${label} is missing: ask "${question}"`;
      if (required && askWhen === '') issues.push({ path, message: missing });
      continue;
    }
    const result = checkFact(fact, value, today);
    if ('issue' in result) issues.push({ path, message: result.issue });
    else if (!isColumn(key)) checked.facts[key] = result.value;
    else checked[key] = written(result.value);
  }
  issues.push(...unknownFacts(told.facts, collect), ...tooLong(checked));
  if (issues.length === 0) return checked;
  throw new DomainError('VALIDATION_FAILED', issues.map(({ message }) => message).join('; '), issues);
}

const ownValue = (facts: TicketFacts | undefined, key: string) =>
  facts && Object.hasOwn(facts, key) ? facts[key] : undefined;

/** The columns that the agent does not ask for are taken when they are told. */
const withColumns = (collect: readonly CollectedFact[]): CollectedFact[] => [
  ...collect,
  ...Object.keys(columns)
    .filter((key) => collect.every((fact) => fact.key !== key))
    .map((key) => collectedFactSchema.parse({ key, label: key, question: key, required: false })),
];

function unknownFacts(facts: TicketFacts = {}, collect: readonly CollectedFact[]): FieldIssue[] {
  const known = collect.map(({ key }) => key).filter((key) => !isColumn(key));
  const advice = known.length > 0 ? `it collects ${known.join(', ')}` : 'it collects no others';
  return Object.keys(facts)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: `facts.${key}`,
      message: isColumn(key)
        ? `${key} is a field of its own: leave it out of facts`
        : `The agent does not collect ${key}: leave it out, ${advice}`,
    }));
}

const tooLong = (checked: Record<Column, string>): FieldIssue[] =>
  Object.entries(columns).flatMap(([key, longest]) =>
    isColumn(key) && checked[key].length > longest
      ? [{ path: key, message: `${key} is too long: write at most ${longest} characters` }]
      : [],
  );

const written = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
