import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

export const factKeys = ['name', 'phone', 'property', 'reason'] as const;
export type FactKey = (typeof factKeys)[number];
export type Facts = Partial<Record<FactKey, string>>;

const pattern = z.string().transform((source, context) => {
  try {
    return new RegExp(source, 'i');
  } catch (error) {
    context.addIssue({ code: 'custom', message: `not a regular expression: ${(error as Error).message}` });
    return z.NEVER;
  }
});
const patterns = z.array(pattern);
const line = z.string().min(1);
const perFact = z.object({ name: line, phone: line, property: line, reason: line });
const intentNames = [
  'goodbye',
  'repeat',
  'wait',
  'presence',
  'identity',
  'hello',
  'thanks',
  'yes',
  'no',
  'done',
  'request',
  'problem',
  'question',
] as const;
export type Intent = (typeof intentNames)[number];

const wordingNames = [
  'greet',
  'how_can_i_help',
  'what_else',
  'sorry_to_hear',
  'of_course',
  'not_caught',
  'more_digits',
  'read_back',
  'ask_right',
  'ask_fix',
  'changed',
  'written',
  'not_written',
  'ask_retry',
  'field_refused',
  'one_ticket',
  'ask_anything_else',
  'unknown',
  'ask_message',
  'plain_unknown',
  'not_understood',
  'presence',
  'identity',
  'wait',
  'welcome',
  'still_there',
  'goodbye',
] as const;
export type WordingName = (typeof wordingNames)[number];

/** The scenario file of the simulated model: see `behaviours/receptionist.yaml`. */
export const behaviourSchema = z.strictObject({
  name: z.string(),
  replies: z
    .array(
      z.strictObject({
        when: pattern,
        say: line.optional(),
        call: z
          .strictObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).default({}) })
          .optional(),
      }),
    )
    .default([]),
  intents: z.strictObject(
    Object.fromEntries(intentNames.map((name) => [name, patterns])) as Record<Intent, typeof patterns>,
  ),
  strip: z.strictObject({
    before_reason: patterns,
    after_reason: patterns,
    before_answer: patterns,
    after_answer: patterns,
  }),
  not_names: z.string().transform((words) => new Set(words.split(/\s+/).filter(Boolean))),
  wording: z.strictObject({
    ...(Object.fromEntries(wordingNames.map((name) => [name, line])) as Record<WordingName, typeof line>),
    acknowledge: z.array(line).min(1),
    read_back_fact: perFact,
  }),
  questions: perFact,
});
export type Behaviour = z.output<typeof behaviourSchema>;

/** @throws Error that names the file and every wrong field. */
export function loadBehaviour(file: string | URL): Behaviour {
  const parsed = behaviourSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} is not a behaviour:\n${z.prettifyError(parsed.error)}`);
}

let receptionist: Behaviour | undefined;

/** The behaviour that comes with the package. */
export function defaultBehaviour(): Behaviour {
  receptionist ??= loadBehaviour(new URL('../../behaviours/receptionist.yaml', import.meta.url));
  return receptionist;
}
