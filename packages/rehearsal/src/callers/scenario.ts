import { endReasonSchema, sessionStateSchema } from '@parley/contracts';
import { z } from 'zod';
import { voices } from '../speech/voices.ts';
import { originalCallSchema } from './original-call.ts';

const pattern = z.string().min(1).refine(isRegex, 'not a regular expression');
const patterns = z.union([pattern, z.array(pattern).min(1)]).transform((one) => [one].flat());
const ids = z.union([z.string(), z.array(z.string()).min(1)]).transform((one) => [one].flat());
const seconds = z.number().positive().max(600);
const milliseconds = z.number().int().nonnegative().max(60_000);

function isRegex(source: string): boolean {
  try {
    return new RegExp(source, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}

const stepSchema = z
  .strictObject({
    id: z.string().optional(),
    /**
     * When the step may be taken: the agent has finished speaking (`turn`), has been speaking for `after_ms`
     * (`speech`), or both have been silent for `after_ms` (`silence`). On `turn`, `after_ms` is how long the caller
     * lets pass after the agent's words, when that is more than `turn_end_ms`.
     */
    on: z.enum(['turn', 'speech', 'silence']).default('turn'),
    after_ms: milliseconds.optional(),
    /** On speech: is also taken when the agent has finished before. */
    or_turn: z.boolean().default(false),
    /** Regular expressions on what the agent said (lower case, no punctuation); one is enough. Left out: whatever it said. */
    when: patterns.optional(),
    /** Steps that must have been taken before. */
    after: ids.optional(),
    /** How often the step may be taken: an agent may ask again. */
    times: z.number().int().min(1).max(20).default(1),
    /** Left out: the caller stays silent. */
    say: z.string().min(1).optional(),
    /** Keys of a telephone, pressed after the words. */
    press: z
      .string()
      .regex(/^[0-9*#A-D]+$/, 'expected keys of a telephone: 0-9, * and #')
      .optional(),
    /** Leaves the call after the words, or in their midst. */
    hang_up: z.union([z.literal(true), z.strictObject({ after_ms: milliseconds })]).optional(),
  })
  .refine((step) => step.on === 'turn' || step.after_ms !== undefined, {
    message: 'a step on speech or silence needs after_ms',
    path: ['after_ms'],
  })
  .refine((step) => step.on !== 'silence' || step.when === undefined, {
    message: 'silence has no words: leave when out',
    path: ['when'],
  })
  .refine((step) => typeof step.hang_up !== 'object' || step.say !== undefined, {
    message: 'hanging up in mid-sentence needs something to say',
    path: ['hang_up'],
  });
export type Step = z.output<typeof stepSchema>;

const count = z.number().int().nonnegative().max(1000);
/** So often, no more and no less; or between two bounds. */
const times = z.union([
  count.transform((exactly) => ({ at_least: exactly, at_most: exactly })),
  z.strictObject({ at_least: count.default(0), at_most: count.optional() }),
]);

const accuracy = z.number().min(0).max(1);
const expectSchema = z.strictObject({
  /** Fields of the ticket, as the caller said them; `none`: there must be no ticket. */
  ticket: z
    .union([
      z.literal('none'),
      z
        .strictObject({ name: z.string(), phone: z.string(), property: z.string(), reason: z.string() })
        .partial(),
    ])
    .optional(),
  /** Tools that must have succeeded, in this order (others may come between). */
  tools: z.array(z.string()).default([]),
  /** Each must be found in what the agent (the caller) said by the printed transcript. */
  agent_said: patterns.default([]),
  caller_said: patterns.default([]),
  /** The agent was cut off: its audio stopped within so many ms, and the transcript marks it. */
  interrupted_within_ms: milliseconds.optional(),
  /** The silence that the caller hears after its words, at most: the median, the 95th percentile, the longest. */
  silence: z
    .strictObject({ p50_ms: milliseconds, p95_ms: milliseconds, longest_ms: milliseconds })
    .partial()
    .optional(),
  /** How often the caller spoke into the agent's words, and the agent into the caller's. */
  interruptions: z.strictObject({ by_caller: times, by_agent: times }).partial().optional(),
  end: z
    .strictObject({
      state: sessionStateSchema.default('ended'),
      reason: z.union([endReasonSchema, z.array(endReasonSchema).min(1)]).transform((one) => [one].flat()),
      /** From the caller's leaving (or the agent's) to the session's final state. */
      within_s: seconds.default(5),
    })
    .optional(),
  /** Share of words that printed transcript and heard speech have in common, at least. */
  word_accuracy: z.strictObject({ agent: accuracy.default(0.7), caller: accuracy.default(0.7) }).prefault({}),
});

/** A scripted caller: what it says to which words of the agent, and what must come of it. */
export const scenarioSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]+$/, 'expected lower-case words joined by -'),
    title: z.string().min(1),
    voice: z.enum(voices).default('rms'),
    system_prompt: z.string().optional(),
    /** Silence after which the caller takes the agent's turn for finished. */
    turn_end_ms: milliseconds.default(800),
    /** How long the caller waits for the agent to say anything before giving up. */
    answer_s: seconds.default(20),
    /** After so long without understanding, the caller asks back; at most twice. */
    confused_s: seconds.default(5),
    ask_back: z.string().default('Sorry, could you say that again?'),
    /** The whole call, at most. */
    call_s: seconds.default(180),
    steps: z.array(stepSchema),
    expect: expectSchema.prefault({}),
    /** The session that the scenario was made of: its replay is compared with it. */
    replays: originalCallSchema.optional(),
  })
  .superRefine(({ steps }, context) => {
    const known = new Set(steps.map(({ id }) => id));
    for (const [at, { after = [] }] of steps.entries())
      for (const id of after.filter((wanted) => !known.has(wanted)))
        context.addIssue({
          code: 'custom',
          path: ['steps', at, 'after'],
          message: `no step has the id "${id}"`,
        });
  });
export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
