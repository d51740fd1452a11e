import { type Me, roleScopes } from '@parley/contracts';
import { users, withIdentity } from '@parley/db';
import { eq } from 'drizzle-orm';
import type { ServiceContext } from '../context.ts';
import { notFound } from '../domain-error.ts';
import { membershipsOf } from './memberships-of.ts';
import { requirePerson } from './require-person.ts';

/** Who is logged in, where, and what they may do there. */
export async function getMe({ ctx }: { ctx: ServiceContext }): Promise<Me> {
  const { userId, tenantId, role } = requirePerson(ctx);
  return withIdentity(ctx.db, async (tx) => {
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    if (!user) throw notFound('user');
    return {
      user_id: userId,
      email: user.email,
      name: user.name,
      tenant_id: tenantId,
      role,
      scopes: [...roleScopes[role]],
      memberships: await membershipsOf(tx, userId),
    };
  });
}
