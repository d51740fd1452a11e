import { z } from 'zod';
import { cursorSchema } from './cursors.ts';
import { apiKeyIdSchema, sessionIdSchema, userIdSchema } from './ids.ts';

/** Who acted, as it is kept in the audit log. */
export const auditActorSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('user'), id: userIdSchema }),
  z.object({ type: z.literal('api_key'), id: apiKeyIdSchema }),
  z.object({ type: z.literal('publishable_key'), id: apiKeyIdSchema }),
  z.object({ type: z.literal('worker'), id: sessionIdSchema }),
  z.object({ type: z.literal('system') }),
  /** Nobody yet: a log-in that failed. */
  z.object({ type: z.literal('anonymous') }),
]);
export type AuditActor = z.infer<typeof auditActorSchema>;

export const auditEntrySchema = z
  .object({
    seq: z.number().int(),
    at: z.iso.datetime(),
    actor: auditActorSchema,
    action: z.string(),
    target_type: z.string(),
    target_id: z.string(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    address: z.string().nullable(),
    request_id: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const listAuditQuerySchema = z.object({
  action: z.string().max(100).optional(),
  target_type: z.string().max(100).optional(),
  target_id: z.string().max(100).optional(),
  cursor: cursorSchema(/^[1-9]\d{0,14}$/).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listAuditResponseSchema = z
  .object({ entries: z.array(auditEntrySchema), next_cursor: z.string().nullable() })
  .meta({ id: 'AuditLog' });
