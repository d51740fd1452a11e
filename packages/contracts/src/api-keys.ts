import { z } from 'zod';
import { apiKeyKindSchema } from './auth.ts';
import { agentIdSchema, apiKeyIdSchema } from './ids.ts';
import { displayNameSchema } from './names.ts';
import { keyScopes, scopeSchema } from './scopes.ts';

const originSchema = z
  .string()
  .max(300)
  .refine(
    (origin) => /^https?:/.test(origin) && URL.parse(origin)?.origin === origin,
    'use origins like https://www.example.com, without a path',
  )
  .meta({ pattern: '^https?://[^/?#\\s]+$', examples: ['https://www.example.com'] });

const distinct = <T>(values: T[]): T[] => [...new Set(values)];
const expiresAt = z.iso.datetime({ error: 'expires_at must be a moment like 2030-01-31T12:00:00Z' });

/** `secret` (`sk_…`) for servers, with scopes; `publishable` (`pk_…`) for pages, which open sessions and no more. */
export const apiKeyBodySchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('secret'),
      name: displayNameSchema,
      scopes: z.array(z.enum(keyScopes)).min(1, 'choose at least one scope').max(100).transform(distinct),
      expires_at: expiresAt.nullish(),
    }),
    z.object({
      kind: z.literal('publishable'),
      name: displayNameSchema,
      /** The first one serves when a session is opened without `agent_id`. */
      agent_ids: z.array(agentIdSchema).min(1, 'name at least one agent').max(50).transform(distinct),
      origins: z.array(originSchema).min(1, 'name at least one origin').max(50).transform(distinct),
      expires_at: expiresAt.nullish(),
    }),
  ])
  .meta({ id: 'CreateApiKey', examples: [{ kind: 'secret', name: 'Reports', scopes: ['sessions:read'] }] });
export type ApiKeyBody = z.input<typeof apiKeyBodySchema>;

export const apiKeyStatusSchema = z.enum(['active', 'expired', 'revoked']);

export const apiKeySchema = z
  .object({
    key_id: apiKeyIdSchema,
    kind: apiKeyKindSchema,
    name: z.string(),
    status: apiKeyStatusSchema,
    /** The key's last four characters, to tell keys apart by. */
    hint: z.string(),
    /** Of a secret key. */
    scopes: z.array(scopeSchema),
    /** Of a publishable key. */
    agent_ids: z.array(agentIdSchema),
    /** Of a publishable key. */
    origins: z.array(z.string()),
    created_at: z.iso.datetime(),
    /** To the minute; null until it is used. */
    last_used_at: z.iso.datetime().nullable(),
    expires_at: z.iso.datetime().nullable(),
    revoked_at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof apiKeySchema>;

/** `key` is shown here and never again. */
export const createdApiKeySchema = apiKeySchema.extend({ key: z.string() }).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;

export const renameApiKeyBodySchema = z.object({ name: displayNameSchema }).meta({ id: 'PutApiKey' });
export const rotateApiKeyBodySchema = z
  .object({
    /** How long the old key still works; 0: no longer. */
    overlap_hours: z.number().min(0).max(24, 'overlap_hours must be 24 at most'),
    /** Of the new key; left out: as the old key's was; null: none. */
    expires_at: expiresAt.nullish(),
  })
  .meta({ id: 'RotateApiKey' });
export type RotateApiKeyBody = z.input<typeof rotateApiKeyBodySchema>;
export const apiKeyParamsSchema = z.object({ id: apiKeyIdSchema });

export const listApiKeysQuerySchema = z.object({
  cursor: apiKeyIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listApiKeysResponseSchema = z
  .object({ api_keys: z.array(apiKeySchema), next_cursor: z.string().nullable() })
  .meta({ id: 'ApiKeyList' });
