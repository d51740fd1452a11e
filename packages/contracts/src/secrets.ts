import { z } from 'zod';
import { secretIdSchema } from './ids.ts';

/** Whose key it is: a provider of speech or language, or a carrier. */
export const voiceProviders = ['openai', 'cartesia'] as const;
export const secretProviders = [...voiceProviders, 'twilio'] as const;
export const secretProviderSchema = z.enum(secretProviders);
export type SecretProvider = z.infer<typeof secretProviderSchema>;

/** The value goes in and never comes out again. */
export const putSecretBodySchema = z
  .object({
    value: z
      .string('value is required')
      .trim()
      .min(8, 'value must have at least 8 characters')
      .max(4096, 'value is too long')
      .regex(/^[\x21-\x7e]+$/, 'value must be one word of visible ASCII characters'),
  })
  .meta({ id: 'PutSecret' });

export const secretSchema = z
  .object({
    secret_id: secretIdSchema,
    provider: secretProviderSchema,
    /** The value's last four characters, to tell values apart by. */
    hint: z.string(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  })
  .meta({ id: 'Secret' });
export type Secret = z.infer<typeof secretSchema>;
export const listSecretsResponseSchema = z
  .object({ secrets: z.array(secretSchema) })
  .meta({ id: 'SecretList' });
export const secretParamsSchema = z.object({ provider: secretProviderSchema });
