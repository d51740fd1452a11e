import { z } from 'zod';
import { mailAddressSchema, roleSchema } from './auth.ts';
import { invitationIdSchema, tenantIdSchema, userIdSchema } from './ids.ts';
import { displayNameSchema } from './names.ts';

export const invitationStatusSchema = z.enum(['pending', 'accepted', 'revoked', 'expired']);
export type InvitationStatus = z.infer<typeof invitationStatusSchema>;

export const invitationSchema = z
  .object({
    invitation_id: invitationIdSchema,
    email: z.string(),
    role: roleSchema,
    status: invitationStatusSchema,
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitationSchema>;

export const invitationBodySchema = z
  .object({
    email: mailAddressSchema,
    role: roleSchema,
  })
  .meta({ id: 'CreateInvitation' });
export type InvitationBody = z.input<typeof invitationBodySchema>;
export const invitationParamsSchema = z.object({ id: invitationIdSchema });

export const listInvitationsQuerySchema = z.object({
  cursor: invitationIdSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const listInvitationsResponseSchema = z
  .object({ invitations: z.array(invitationSchema), next_cursor: z.string().nullable() })
  .meta({ id: 'InvitationList' });

export const acceptInvitationBodySchema = z
  .object({
    /** From the mailed link, `inv_…`. */
    token: z.string().min(1).max(200),
    /** Of the account that the address has; without one, the password that it shall have. */
    password: z.string().min(1).max(200),
    /** Needed by whoever has no account yet. */
    name: displayNameSchema.optional(),
  })
  .meta({ id: 'AcceptInvitation' });
export type AcceptInvitationBody = z.input<typeof acceptInvitationBodySchema>;

/** The person may log in to the tenant now. */
export const acceptedInvitationSchema = z
  .object({ tenant_id: tenantIdSchema, tenant_name: z.string(), user_id: userIdSchema, role: roleSchema })
  .meta({ id: 'AcceptedInvitation' });
export type AcceptedInvitation = z.infer<typeof acceptedInvitationSchema>;
