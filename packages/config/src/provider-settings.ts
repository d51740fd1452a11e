import { z } from 'zod';
import { urlSetting } from './setting-schemas.ts';

/** The operator's providers of speech and language, for every program that asks them. */
export const providerSettings = {
  openaiApiKey: {
    doc: 'Key for the language model, and for recognition and voice where no other is chosen.',
    env: 'OPENAI_API_KEY',
    schema: z.string().optional(),
    secret: true,
  },
  openaiBaseUrl: {
    doc: 'An OpenAI-compatible server instead of the public one.',
    env: 'OPENAI_BASE_URL',
    schema: urlSetting('http', 'https').optional(),
    example: 'https://llm.example.com/v1',
  },
  cartesiaApiKey: {
    doc: 'Key for the voice; with it Cartesia speaks first and OpenAI is in reserve.',
    env: 'CARTESIA_API_KEY',
    schema: z.string().optional(),
    secret: true,
  },
  cartesiaBaseUrl: {
    doc: 'A Cartesia-compatible server instead of the public one.',
    env: 'CARTESIA_BASE_URL',
    schema: urlSetting('http', 'https').optional(),
    example: 'https://tts.example.com',
  },
} as const;
