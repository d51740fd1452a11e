import {
  type OwnMembership,
  personLogInBodySchema,
  type Role,
  type TenantId,
  type UserId,
} from '@parley/contracts';
import { withIdentity } from '@parley/db';
import type { z } from 'zod';
import { DomainError, notFound } from '../domain-error.ts';
import { parseInput } from '../parse-input.ts';
import type { AccountContext } from './account-context.ts';
import { auditPerson } from './audit-person.ts';
import { addToFamily, type FamilyToken } from './families.ts';
import { findUserByEmail } from './find-user.ts';
import { lockUser } from './lock-user.ts';
import { membershipsOf } from './memberships-of.ts';
import { verifyPassword } from './password.ts';

interface LogIn {
  ctx: AccountContext;
  input: z.input<typeof personLogInBodySchema>;
}

export interface LoggedInUser extends FamilyToken {
  userId: UserId;
  tenantId: TenantId;
  tenantName: string;
  role: Role;
  /** All tenants of the person. */
  memberships: OwnMembership[];
}

const refusal = () =>
  new DomainError('INVALID_CREDENTIALS', 'E-mail or password is wrong, or the address is not confirmed yet.');

/**
 * Checks e-mail and password and begins a family of tokens; without a `tenant_id` the tenant that was joined first is
 * opened.
 * @throws DomainError `INVALID_CREDENTIALS`, in the same words and time for an unknown e-mail, a wrong password and an
 * address that is not confirmed;
 * `NOT_FOUND` for a tenant that the person is not of.
 */
export async function logIn({ ctx, input }: LogIn): Promise<LoggedInUser> {
  const { email, password, tenant_id } = parseInput(personLogInBodySchema, input);
  const found = await findUserByEmail(ctx.db, email);
  const matches = await verifyPassword(found?.passwordHash, password);
  if (!found || !matches) throw refusal();
  const userId = found.id;
  return withIdentity(ctx.db, async (tx) => {
    // A password that has been changed since opens nothing.
    const user = await lockUser(tx, userId);
    if (user?.passwordHash !== found.passwordHash || !user.confirmedAt) throw refusal();
    const memberships = await membershipsOf(tx, userId);
    const [first] = memberships;
    if (!first) throw refusal();
    const opened = tenant_id ? memberships.find((one) => one.tenant_id === tenant_id) : first;
    if (!opened) throw notFound('tenant');
    const { tenant_id: tenantId, tenant_name: tenantName, role } = opened;
    const token = await addToFamily(tx, { tenantId, userId, now: ctx.now() });
    const event = { userId, action: 'auth.log_in', after: { family: token.familyId } };
    await auditPerson(tx, ctx, { tenantIds: [tenantId], event });
    return { ...token, userId, tenantId, tenantName, role, memberships };
  });
}
