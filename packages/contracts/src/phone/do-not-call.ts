import { z } from 'zod';
import { agentText } from '../agents/text.ts';
import { idCursorSchema } from '../cursors.ts';
import { doNotCallIdSchema, sessionIdSchema } from '../ids.ts';
import { e164Schema } from './e164.ts';

/** `manual`: somebody wrote it down; `call`: the person said so in a call. */
export const doNotCallSources = ['manual', 'import', 'call'] as const;
export const doNotCallSourceSchema = z.enum(doNotCallSources);
export type DoNotCallSource = z.infer<typeof doNotCallSourceSchema>;

const reason = agentText('reason', 500);

export const doNotCallEntrySchema = z
  .object({
    entry_id: doNotCallIdSchema,
    number: z.string(),
    source: doNotCallSourceSchema,
    reason: z.string(),
    /** In which it was said. */
    session_id: sessionIdSchema.nullable(),
    /** Null: for good. */
    expires_at: z.iso.datetime().nullable(),
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'DoNotCallEntry' });
export type DoNotCallEntry = z.infer<typeof doNotCallEntrySchema>;

export const addDoNotCallBodySchema = z
  .object({
    number: e164Schema,
    reason: reason.default(''),
    /** From then on the number may be called again; left out: never. */
    expires_at: z.iso.datetime({ offset: true }).nullable().default(null),
  })
  .meta({ id: 'AddDoNotCall' });
export type AddDoNotCallBody = z.input<typeof addDoNotCallBodySchema>;

export const doNotCallParamsSchema = z.object({ id: doNotCallIdSchema });
export const listDoNotCallQuerySchema = z.object({
  source: doNotCallSourceSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: idCursorSchema('doNotCall').optional(),
});
export const listDoNotCallResponseSchema = z
  .object({ entries: z.array(doNotCallEntrySchema), next_cursor: z.string().nullable() })
  .meta({ id: 'DoNotCallList' });

export const lookUpDoNotCallQuerySchema = z.object({ number: e164Schema });
export const lookUpDoNotCallResponseSchema = z
  .object({
    number: z.string(),
    /** Whether it must not be called now, by the tenant's list or by the platform's. */
    listed: z.boolean(),
    /** The tenant's own entry, also when it has expired. */
    entry: doNotCallEntrySchema.nullable(),
    /** On the platform's list, which holds for all tenants. */
    global: z.boolean(),
  })
  .meta({ id: 'DoNotCallLookup' });
export type DoNotCallLookup = z.infer<typeof lookUpDoNotCallResponseSchema>;

/** Each entry is checked by itself, so that every error can be named. */
export const importDoNotCallBodySchema = z
  .object({ entries: z.array(z.record(z.string(), z.unknown())) })
  .meta({
    id: 'ImportDoNotCall',
    examples: [{ entries: [{ number: '+12025550123', reason: 'Asked by mail' }] }],
  });
export const importedDoNotCallSchema = addDoNotCallBodySchema.extend({ number: z.string() });
