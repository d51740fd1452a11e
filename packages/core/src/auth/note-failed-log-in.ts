import { withIdentity } from '@parley/db';
import type { AccountContext } from './account-context.ts';
import { auditPerson } from './audit-person.ts';
import { findUserByEmail } from './find-user.ts';
import { membershipsOf } from './memberships-of.ts';

/**
 * Tells the tenants of a known account that somebody failed to log in to it. To be done after the answer, which
 * would otherwise take longer when there is an account.
 */
export async function noteFailedLogIn({ ctx, email }: { ctx: AccountContext; email: string }): Promise<void> {
  const user = await findUserByEmail(ctx.db, email);
  if (!user) return;
  await withIdentity(ctx.db, async (tx) => {
    const tenantIds = (await membershipsOf(tx, user.id)).map((one) => one.tenant_id);
    const actor = { type: 'anonymous' } as const;
    await auditPerson(tx, ctx, {
      tenantIds,
      event: { userId: user.id, action: 'auth.log_in_failed', actor },
    });
  });
}
