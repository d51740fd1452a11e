import { z } from 'zod';
import { agentKey, agentText, requiredText } from './text.ts';

/** How what the caller says is understood and checked. */
export const factTypes = [
  'text',
  'phone',
  'email',
  'number',
  'date',
  'time',
  'address',
  'yes_no',
  'choice',
] as const;
export const factTypeSchema = z.enum(factTypes);
export type FactType = z.infer<typeof factTypeSchema>;

const factValidation = z.object({
  /** Of text and addresses: characters. */
  min_length: z.number().int().min(1).max(1000).optional(),
  max_length: z.number().int().min(1).max(1000).optional(),
  /** Of numbers: both ends are allowed. */
  min: z.number().optional(),
  max: z.number().optional(),
  /** Of dates: which side of the day of the call. */
  date: z.enum(['any', 'past', 'today_or_later']).default('any'),
});

/**
 * One fact that the agent collects. The keys `name`, `phone`, `property` and `reason` fill the ticket's own fields,
 * others are among its `facts`.
 */
export const collectedFactSchema = z.object({
  key: agentKey,
  label: requiredText('label', 60),
  question: requiredText('question', 300),
  type: factTypeSchema.default('text'),
  /** What may be chosen, for the type `choice`. */
  choices: z.array(requiredText('choice', 60)).max(20).default([]),
  /** Without it no ticket is written, unless `ask_when` does not apply. */
  required: z.boolean().default(true),
  validation: factValidation.prefault({}),
  /** Asked only then, in plain words: "the caller reports something broken". Empty: always. */
  ask_when: agentText('ask_when', 300).default(''),
  read_back: z.boolean().default(true),
});
export type CollectedFact = z.infer<typeof collectedFactSchema>;

interface FactIssue {
  path: (string | number)[];
  message: string;
}

/** What is wrong with facts beyond each field's own shape. */
export function issuesOfFacts(facts: readonly CollectedFact[]): FactIssue[] {
  return facts.flatMap((fact, index) => {
    const issue = (field: string, message: string): FactIssue => ({ path: [index, field], message });
    const { choices, type } = fact;
    const { min, max, min_length: shortest, max_length: longest } = fact.validation;
    const issues: FactIssue[] = [];
    if (facts.findIndex(({ key }) => key === fact.key) < index) {
      issues.push(issue('key', `Another fact has the key "${fact.key}": choose a different one.`));
    }
    if (fact.key === 'summary') {
      issues.push(issue('key', 'The summary is written by the agent: choose another key.'));
    }
    if (fact.type === 'choice' && fact.choices.length < 2) {
      issues.push(issue('choices', 'Give at least two choices, or take another type.'));
    }
    if (fact.type !== 'choice' && fact.choices.length > 0) {
      issues.push(
        issue('choices', 'Only a fact of the type "choice" has choices: change the type, or remove them.'),
      );
    }
    if (new Set(choices.map((choice) => choice.toLowerCase())).size < choices.length) {
      issues.push(issue('choices', 'A choice is there twice: name it once.'));
    }
    if (type !== 'number' && (min !== undefined || max !== undefined)) {
      issues.push(
        issue('validation', 'min and max are for the type "number": change the type, or leave them out.'),
      );
    }
    if (min !== undefined && max !== undefined && min > max) {
      issues.push(issue('validation', 'min is above max: change one of them.'));
    }
    if (shortest !== undefined && longest !== undefined && shortest > longest) {
      issues.push(issue('validation', 'min_length is above max_length: change one of them.'));
    }
    if (fact.key === 'phone' && fact.type !== 'phone' && fact.type !== 'text') {
      issues.push(issue('type', 'The fact "phone" has the type "phone".'));
    }
    return issues;
  });
}
