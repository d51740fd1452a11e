import { z } from 'zod';
import { tenantIdSchema, userIdSchema } from './ids.ts';
import { noControl } from './text-patterns.ts';

export const roleSchema = z.enum(['owner', 'admin', 'editor', 'viewer']);
export type Role = z.infer<typeof roleSchema>;

export const apiKeyKindSchema = z.enum(['secret', 'publishable']);
export type ApiKeyKind = z.infer<typeof apiKeyKindSchema>;

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((email) => !/\p{Cc}/u.test(email), 'email must not contain control characters')
  .meta(noControl);

/** Where mail can be sent. */
export const mailAddressSchema = emailSchema
  .regex(z.regexes.email, 'email must be an e-mail address')
  .meta({ pattern: z.regexes.email.source, examples: ['someone@example.com'] });

export const logInBodySchema = z
  .object({
    email: emailSchema,
    password: z.string().min(1).max(200),
  })
  .meta({ id: 'LogIn', examples: [{ email: 'anna@example.com', password: 'a long password' }] });

/** `access_token` goes into `Authorization: Bearer …`; it lives `expires_in` seconds. */
export const logInResponseSchema = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int(),
    tenant_id: tenantIdSchema,
    tenant_name: z.string(),
    user_id: userIdSchema,
  })
  .meta({ id: 'LoggedIn' });
export type LoggedIn = z.infer<typeof logInResponseSchema>;

/** `.parley/demo.json`: how to reach the demo tenant. */
export const demoFileSchema = z.object({
  url: z.string(),
  livekit_url: z.string(),
  tenant_id: tenantIdSchema,
  agent_id: z.string(),
  api_key: z.string(),
  email: z.string(),
  password: z.string(),
  other_api_key: z.string(),
  /** What a telephone on this machine calls to reach the agent; left out where there is no telephone. */
  sip: z.string().optional(),
});
export type DemoFile = z.infer<typeof demoFileSchema>;
