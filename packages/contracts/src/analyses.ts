import { z } from 'zod';
import { sessionIdSchema } from './ids.ts';

/**
 * `pending`: it waits for its turn, is being made, or is tried again at `next_attempt_at`; `skipped`: there was
 * nothing to analyse, or nobody to do it.
 */
export const analysisStates = ['pending', 'done', 'failed', 'skipped'] as const;
export const analysisStateSchema = z.enum(analysisStates);
export type AnalysisState = z.infer<typeof analysisStateSchema>;

/** Why there is no analysis. */
export const skippedReasons = ['no_conversation', 'no_provider', 'switched_off'] as const;
export const unanalyzedReasons = [
  ...skippedReasons,
  'key_refused',
  'provider_refused',
  'provider_unavailable',
  'answer_refused',
  'interrupted',
] as const;
export const unanalyzedReasonSchema = z
  .enum(unanalyzedReasons)
  .describe(
    'Skipped: no_conversation (the caller said nothing), no_provider (nobody has a key), switched_off. Failed: key_refused, provider_refused (the provider does not take such a request), provider_unavailable, answer_refused (it did not fit the schema, or pointed at turns that do not exist), interrupted (the server ended during each try).',
  );
export type UnanalyzedReason = z.infer<typeof unanalyzedReasonSchema>;

export const moods = ['very_negative', 'negative', 'neutral', 'positive', 'very_positive'] as const;
export type Mood = (typeof moods)[number];

const words = (most: number) => z.string().trim().min(1).max(most);

/** All of an analysis, where `turn` is how a claim points at the words that it rests on. */
function shapeOf<T extends z.ZodType>(turn: T) {
  const turns = z.array(turn).min(1).max(20);
  const claim = z.object({ text: words(600), turns });
  return {
    summary: z.array(claim).min(1).max(8).describe('Sentences, in their order.'),
    rating: z.object({
      score: z.number().int().min(1).max(10).describe('How well the caller was served, 10 is best.'),
      reasons: z.array(claim).min(1).max(6),
    }),
    sentiment: z
      .array(z.object({ mood: z.enum(moods), ...claim.shape }))
      .min(1)
      .max(20)
      .describe('The caller’s mood from its first turn on, an entry wherever it changes.'),
    success_factors: z.array(z.object({ effect: z.enum(['helped', 'hindered']), ...claim.shape })).max(8),
    topics: z.array(z.object({ name: words(80), turns })).max(10),
    follow_ups: z
      .array(z.object({ who: z.enum(['business', 'caller']), ...claim.shape }))
      .max(10)
      .describe('What is left to do after the call, and by whom.'),
  };
}

/** What a language model is asked for: its turns are numbers, as the transcript counts them from 1. */
export const analysisAnswerSchema = z.object(shapeOf(z.number().int().positive()));
export type AnalysisAnswer = z.infer<typeof analysisAnswerSchema>;

/** A turn of the transcript. */
const turnReferenceSchema = z.object({ segment_id: z.string(), seq: z.number().int() });
export type TurnReference = z.infer<typeof turnReferenceSchema>;

/** What came of it; every turn is one of the session’s. */
export const callAnalysisSchema = z.object(shapeOf(turnReferenceSchema)).meta({ id: 'CallAnalysis' });
export type CallAnalysis = z.infer<typeof callAnalysisSchema>;

/** One analysis of a session that is over. */
export const sessionAnalysisSchema = z
  .object({
    session_id: sessionIdSchema,
    version: z.number().int(),
    state: analysisStateSchema,
    reason: unanalyzedReasonSchema.nullable().describe('Null unless it failed or was skipped.'),
    message: z
      .string()
      .nullable()
      .describe(
        'For people: why there is none, or why it is tried again; null where all is well, and during a try.',
      ),
    attempts: z.number().int(),
    next_attempt_at: z.iso.datetime().nullable().describe('Null unless it is pending.'),
    model: z.string().nullable().describe('Which answered; null unless it is done.'),
    turns_read: z.number().int().nullable().describe('Of a long call the middle is left out.'),
    turns_total: z.number().int().nullable(),
    result: callAnalysisSchema.nullable().describe('Null unless it is done.'),
    last_done_version: z
      .number()
      .int()
      .nullable()
      .describe('The newest version that is done: to be shown while a newer one is not.'),
    created_at: z.iso.datetime(),
    finished_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SessionAnalysis' });
export type SessionAnalysis = z.infer<typeof sessionAnalysisSchema>;

export const getAnalysisQuerySchema = z.object({
  version: z.coerce.number().int().min(1).max(2_147_483_647).optional().describe('Left out: the newest.'),
});
