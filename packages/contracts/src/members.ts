import { z } from 'zod';
import { roleSchema } from './auth.ts';
import { userIdSchema } from './ids.ts';

export const memberSchema = z
  .object({
    user_id: userIdSchema,
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    /** When the membership began. */
    created_at: z.iso.datetime(),
  })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof memberSchema>;

export const memberBodySchema = z.object({ role: roleSchema }).meta({ id: 'PutMember' });
export type MemberBody = z.input<typeof memberBodySchema>;
export const memberParamsSchema = z.object({ id: userIdSchema });

export const listMembersQuerySchema = z.object({
  cursor: userIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listMembersResponseSchema = z
  .object({ members: z.array(memberSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'MemberList' });
