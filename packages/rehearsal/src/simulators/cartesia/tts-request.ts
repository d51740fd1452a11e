import { z } from 'zod';

const outputFormat = z.looseObject({
  container: z.enum(['raw', 'wav']).default('raw'),
  encoding: z.literal('pcm_s16le', 'only pcm_s16le is spoken here'),
  sample_rate: z.number().int().min(8_000).max(48_000),
});

const voice = z.looseObject({ mode: z.string().optional(), id: z.string().optional() });

/** What `/tts/bytes` takes, and a message on the TTS socket beside its context. */
export const ttsRequestSchema = z.looseObject({
  model_id: z.string(),
  transcript: z.string(),
  voice,
  output_format: outputFormat,
  language: z.string().optional(),
});

export const ttsMessageSchema = ttsRequestSchema.extend({
  context_id: z.string(),
  continue: z.boolean().default(false),
  flush: z.boolean().default(false),
  add_timestamps: z.boolean().default(false),
});

/** Ends a context before it is spoken to the end. */
export const ttsCancelSchema = z.looseObject({ context_id: z.string(), cancel: z.literal(true) });
