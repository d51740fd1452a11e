import { z } from 'zod';
import { emailSchema, mailAddressSchema, roleSchema } from './auth.ts';
import { tenantIdSchema, userIdSchema } from './ids.ts';
import { displayNameSchema, tenantNameSchema } from './names.ts';
import { scopeSchema } from './scopes.ts';

/** Long rather than colourful: no rules about what is in it. */
export const newPasswordSchema = z
  .string()
  .min(10, 'use at least 10 characters')
  .max(200, 'use at most 200 characters');
const presentPasswordSchema = z.string().min(1).max(200);
const tokenSchema = z.string().min(1).max(200);

export const signUpBodySchema = z
  .object({
    email: mailAddressSchema,
    password: newPasswordSchema,
    name: displayNameSchema,
    tenant_name: tenantNameSchema,
  })
  .meta({
    id: 'SignUp',
    examples: [
      {
        email: 'anna@example.com',
        password: 'a long password',
        name: 'Anna Berg',
        tenant_name: 'Berg Plumbing',
      },
    ],
  });

export const personLogInBodySchema = z
  .object({
    email: emailSchema,
    password: presentPasswordSchema,
    /** Which of the person's tenants to open; left out: the one that was joined first. */
    tenant_id: tenantIdSchema.optional(),
  })
  .meta({ id: 'PersonLogIn' });

export const membershipSchema = z
  .object({ tenant_id: tenantIdSchema, tenant_name: z.string(), role: roleSchema })
  .meta({ id: 'OwnMembership' });
export type OwnMembership = z.infer<typeof membershipSchema>;

/** `access_token` goes into `Authorization: Bearer …`; `refresh_token` gets the next pair, once. */
const tokenFields = {
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  /** Seconds that the access token lives. */
  expires_in: z.number().int(),
  refresh_token: z.string(),
  /** Seconds that the refresh token lives. */
  refresh_expires_in: z.number().int(),
  tenant_id: tenantIdSchema,
  user_id: userIdSchema,
};
export const tokenPairSchema = z.object(tokenFields).meta({ id: 'TokenPair' });
export const personLogInResponseSchema = z
  .object({ ...tokenFields, memberships: z.array(membershipSchema) })
  .meta({ id: 'PersonLoggedIn' });

export const refreshBodySchema = z.object({ refresh_token: tokenSchema }).meta({ id: 'Refresh' });

export const changePasswordBodySchema = z
  .object({ old_password: presentPasswordSchema, new_password: newPasswordSchema })
  .meta({ id: 'ChangePassword' });
export const forgotPasswordBodySchema = z.object({ email: emailSchema }).meta({ id: 'ForgotPassword' });
export const resetPasswordBodySchema = z
  .object({ token: tokenSchema, new_password: newPasswordSchema })
  .meta({ id: 'ResetPassword' });

export const confirmEmailBodySchema = z
  .object({ token: z.string().min(1).max(2000) })
  .meta({ id: 'ConfirmEmail' });

/** The same words whether or not there is an account. */
export const acceptedSchema = z.object({ status: z.literal('accepted') }).meta({ id: 'Accepted' });

export const meSchema = z
  .object({
    user_id: userIdSchema,
    email: z.string(),
    name: z.string(),
    tenant_id: tenantIdSchema,
    role: roleSchema,
    scopes: z.array(scopeSchema),
    memberships: z.array(membershipSchema),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof meSchema>;
