import { z } from 'zod';
import { agentText } from './text.ts';

export const sttProviderSchema = z.enum(['openai', 'cartesia']);
export const ttsProviderSchema = z.enum(['cartesia', 'openai']);
export const llmProviderSchema = z.enum(['openai']);

const model = agentText('model', 120).min(1).optional();
const voice = agentText('voice', 120).min(1).optional();
const sttModel = z.object({ provider: sttProviderSchema, model });
const llmModel = z.object({ provider: llmProviderSchema, model });
const ttsModel = z.object({ provider: ttsProviderSchema, model, voice });

/**
 * What serves each stage; what is left out is chosen by the worker from the keys it has. When the first choice fails,
 * the fall-backs are tried in their order, then what else has a key.
 */
export const modelChoiceSchema = z.object({
  stt: z.object({ ...sttModel.shape, fallbacks: z.array(sttModel).max(5).default([]) }).optional(),
  llm: z
    .object({
      ...llmModel.shape,
      /** 0: the same answer each time; 2: the wildest. */
      temperature: z.number().min(0).max(2).optional(),
      fallbacks: z.array(llmModel).max(5).default([]),
    })
    .optional(),
  tts: z
    .object({
      ...ttsModel.shape,
      /** 1 is the voice's own speed. */
      speed: z.number().min(0.6).max(1.5).default(1),
      fallbacks: z.array(ttsModel).max(5).default([]),
    })
    .optional(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** In which order providers serve a stage where the configuration names none, as far as they have a key. */
export const preferredProviders = {
  stt: ['openai', 'cartesia'],
  llm: ['openai'],
  tts: ['cartesia', 'openai'],
} as const;
