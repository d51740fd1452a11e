import { z } from 'zod';

const count = z.number().nonnegative();

/** What a session has taken of one model, as the provider counts it; 0 where it does not. */
export const modelUsageSchema = z.object({
  stage: z.enum(['stt', 'llm', 'tts']),
  provider: z.string().max(200),
  model: z.string().max(200),
  input_tokens: count,
  /** How many of the input tokens came from the provider's cache. */
  cached_input_tokens: count,
  output_tokens: count,
  characters: count,
  audio_ms: count,
});
export type ModelUsage = z.infer<typeof modelUsageSchema>;

/** What a price is for: a million tokens or characters, or a minute. */
export const priceUnits = [
  'input_tokens',
  'cached_input_tokens',
  'output_tokens',
  'characters',
  'minutes',
] as const;
export const priceUnitSchema = z.enum(priceUnits);
export type PriceUnit = z.infer<typeof priceUnitSchema>;

const costPartSchema = z.object({
  what: z
    .enum(['stt', 'llm', 'tts', 'analysis', 'session', 'telephone'])
    .describe(
      'A stage of the voice, the analyses after the call, the minutes with the agent, or those of the telephone.',
    ),
  provider: z.string().nullable().describe('As the worker asked for it; null for session and telephone.'),
  model: z.string().nullable(),
  unit: priceUnitSchema,
  quantity: z.number().describe('Tokens, characters or minutes, not millions of them.'),
  amount: z.number().nullable().describe('Null where no price is set, or the call is not settled yet.'),
});

/** Amounts in units of `currency` (ISO 4217), by the prices that the operator has set now. */
export const sessionCostSchema = z
  .object({
    currency: z.string(),
    total: z.number().describe('Of the parts that have an amount.'),
    complete: z.boolean().describe('False where a part has no amount.'),
    parts: z.array(costPartSchema),
  })
  .meta({ id: 'SessionCost' });
export type SessionCost = z.infer<typeof sessionCostSchema>;
